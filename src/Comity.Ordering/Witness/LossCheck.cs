using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Witness;

/// <summary>Compares a log with what its witness remembers, before anything is ordered.</summary>
internal static class LossCheck
{
    /// <summary>
    /// Why a folder must not order: the mark that it carries, or what its witness shows now. A mark that says no more than that the
    /// folder was restored gives way to what a witness knows.
    /// </summary>
    public static StopMark? Find(
        DataFolder folder,
        BlockLog log,
        Hash256 network,
        WitnessRecord? remembered,
        DateTimeOffset now
    )
    {
        var mark = StopMark.Read(folder.Path);
        if (mark is { Evidence: not LossEvidence.RestoredBackup } || remembered is null)
        {
            return mark;
        }

        var found = Run(remembered, network, folder.Identity, log, now);
        if (found is not null)
        {
            // Taking the witness out of the configuration shall not take the finding away.
            found.Write(folder.Path);
        }
        else if (mark is not null)
        {
            StopMark.Remove(folder.Path);
        }

        return found;
    }

    /// <summary>The stop that follows; nothing where the log is what the witness saw, or more of it.</summary>
    /// <exception cref="WitnessException">The witness is another network's.</exception>
    private static StopMark? Run(
        WitnessRecord remembered,
        Hash256 network,
        FolderIdentity folder,
        BlockLog log,
        DateTimeOffset now
    )
    {
        if (remembered.Network != network)
        {
            throw new WitnessException(
                $"The witness belongs to the network {remembered.Network}, and this data folder to {network}. Give each node a witness of "
                    + "its own."
            );
        }

        var tip = log.DurableHeight;
        if (remembered.Height > tip)
        {
            return new StopMark(
                LossEvidence.WitnessAhead,
                tip,
                remembered.Height,
                $"the witness has seen height {remembered.Height}, and the log ends at {tip}: acknowledged blocks are missing: {remembered.Height - tip}.",
                now
            );
        }

        if (remembered.Height >= log.FirstHeight && HashAt(log, remembered.Height) != remembered.Hash)
        {
            return new StopMark(
                LossEvidence.WitnessForked,
                tip,
                remembered.Height,
                $"the witness has seen another block at height {remembered.Height} than the log has: this log is of another history.",
                now
            );
        }

        return remembered.Folder == folder || remembered.StoppedClean
            ? null
            : new StopMark(
                LossEvidence.AnotherFolder,
                tip,
                tip,
                $"this is not the data folder that ran last beside the witness, and that one was not stopped in good order: blocks after height {tip} may have been acknowledged in its last second.",
                now
            );
    }

    private static ChainHash HashAt(BlockLog log, ulong height)
    {
        using var reader = log.ReadFrom(height);
        reader.MoveNext();
        return reader.Current.Hash;
    }
}
