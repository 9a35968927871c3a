using Comity.Ordering.Embedded;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Backup;

/// <summary>Whether a backup holds everything that a data folder's log holds.</summary>
public static class BackupCoverage
{
    /// <summary>Throws where it does not.</summary>
    /// <param name="backup">The backup's folder.</param>
    /// <param name="folder">The data folder of a node that is stopped.</param>
    /// <exception cref="BackupException">What is missing.</exception>
    public static void Require(string backup, string folder)
    {
        var manifest = BackupManifest.Require(backup);
        var (bytes, _) = GenesisFile.Take(folder, default);
        if (manifest.GenesisId != NetworkGenesis.IdOf(bytes))
        {
            throw new BackupException(
                $"The backup in {backup} is of the network {manifest.Network}, not of that of {folder}."
            );
        }

        var (height, hash) = BackupSource.ReadMarker(Path.Combine(folder, "log"));
        if (manifest.Height != height || manifest.Chain != hash)
        {
            throw new BackupException(
                $"The backup in {backup} reaches height {manifest.Height}, and the log in {folder} height {height}. Bring it up to date first: "
                    + $"./comity backup create --data {folder} --to {backup}"
            );
        }
    }
}
