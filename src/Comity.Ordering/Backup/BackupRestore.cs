using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Witness;

namespace Comity.Ordering.Backup;

/// <summary>
/// Makes a data folder from a backup. It carries a stop mark from the beginning: the node orders nothing until a witness that was
/// closed in good order says that the backup is complete, or an operator has stated what is lost.
/// </summary>
public static class BackupRestore
{
    /// <summary>Restores.</summary>
    /// <param name="backup">The backup's folder.</param>
    /// <param name="destination">A folder that is missing or empty.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="BackupException">The backup is not sound, or the folder is in use.</exception>
    public static BackupManifest Run(string backup, string destination, TimeProvider time)
    {
        var manifest = BackupManifest.Require(backup);
        var full = Path.GetFullPath(destination);
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
        {
            throw new BackupException(
                $"{destination} is not empty. A backup is restored only into an empty folder: nothing that is there is ever overwritten."
            );
        }

        foreach (var name in (string[])["log", "checkpoints", "archive"])
        {
            Directory.CreateDirectory(Path.Combine(full, name));
        }

        foreach (var file in manifest.Files)
        {
            Copy(backup, full, file);
        }

        var log = Path.Combine(full, "log");
        DurableMarker.Create(RealDisk.Instance, log, manifest.Height, manifest.Chain).Dispose();
        RealDisk.Instance.FlushFolder(Path.Combine(full, "checkpoints"));
        Mark(manifest, time).Write(full);
        FolderIdentity.Make(full);
        CrashPoint.Reach(DurableStep.BeforeRestoreFormat);
        FolderFormat.Write(full, FolderFormat.Current);
        return manifest;
    }

    private static StopMark Mark(BackupManifest manifest, TimeProvider time) =>
        new(
            LossEvidence.RestoredBackup,
            manifest.Height,
            manifest.Height,
            $"it was restored from the backup of {manifest.At:u}, which ends at height {manifest.Height}: what was acknowledged after it may be missing.",
            time.GetUtcNow()
        );

    private static void Copy(string backup, string destination, BackupFile file)
    {
        var target = Path.Combine(destination, file.Path);
        using (
            var source = File.OpenHandle(
                Path.Combine(backup, file.Path),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read
            )
        )
        {
            var (length, hash) = FileCopy.Copy(source, target, file.Length);
            if (length != file.Length || Convert.ToHexStringLower(hash) != file.Sha256)
            {
                throw new BackupException(
                    $"{Path.Combine(backup, file.Path)} is not what was backed up: its SHA-256 differs. Remove {destination} and use another backup."
                );
            }
        }

        if (file.Path == TipKey.FileName && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
