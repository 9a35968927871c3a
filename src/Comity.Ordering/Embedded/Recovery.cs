using Comity.Ordering.Checkpoints;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Replay;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Embedded;

/// <summary>Brings a ledger to where its log ends: from the newest checkpoint that is sound, else from genesis.</summary>
internal static class Recovery
{
    /// <summary>Loads and replays.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="log">Its log, open.</param>
    /// <param name="checkpoints">Its checkpoints.</param>
    /// <param name="genesis">What the network started from.</param>
    /// <param name="options">How the engine runs; its log options have the genesis binding.</param>
    /// <param name="replayed">Told of each block that is replayed.</param>
    public static (Ledger.Ledger Ledger, RecoveryReport Report) Recover(
        DataFolder folder,
        BlockLog log,
        CheckpointStore checkpoints,
        NetworkGenesis genesis,
        EmbeddedEngineOptions options,
        Action<CommittedBlock> replayed
    )
    {
        var begun = options.Time.GetTimestamp();
        var (ledger, root, damaged) = Load(checkpoints, genesis);
        var loaded = ledger.Height;
        if (loaded > log.LastHeight)
        {
            throw new BlockRecordException(
                loaded,
                $"the log ends at height {log.LastHeight}, before the checkpoint; restore the log folder"
            );
        }

        var (blocks, transactions) = (0UL, 0UL);
        var reader =
            loaded + 1 >= log.FirstHeight
                ? log.ReadFrom(loaded + 1)
                : BlockLog.ReadAll(options.Disk, folder.LogPath, options.ArchivesOf(folder), options.Log);
        foreach (var block in LedgerReplay.Apply(ledger, root, BlockSource.Read(reader, false, CancellationToken.None)))
        {
            root = block.Root;
            blocks++;
            transactions += (ulong)block.Result.Receipts.Count;
            replayed(block);
        }

        var report = new RecoveryReport(
            log.Opening,
            loaded,
            damaged,
            blocks,
            transactions,
            options.Time.GetElapsedTime(begun),
            new LedgerTip(ledger.Height, ledger.Time, root)
        );
        return (ledger, report);
    }

    /// <summary>The state of the newest checkpoint that is sound and that this program reads, else the founding state.</summary>
    public static (Ledger.Ledger Ledger, Hash256 Root, IReadOnlyList<DamagedCheckpoint> Damaged) Load(
        CheckpointStore checkpoints,
        NetworkGenesis genesis
    )
    {
        var search = checkpoints.OpenNewest();
        var damaged = search.Damaged;
        if (search is CheckpointSearch.Found found)
        {
            using var checkpoint = found.Checkpoint;
            if (TryLoad(checkpoint, genesis, out var ledger, out var reason))
            {
                return (ledger, new Hash256(checkpoint.StateRoot), damaged);
            }

            damaged = [.. damaged, new DamagedCheckpoint("", checkpoint.Height, reason)];
        }

        var founded = Ledger.Ledger.Found(genesis);
        return (founded, founded.Commit(), damaged);
    }

    private static bool TryLoad(
        Checkpoint checkpoint,
        NetworkGenesis genesis,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Ledger.Ledger? ledger,
        out string reason
    )
    {
        ledger = null;
        try
        {
            var content = new byte[checkpoint.Content.Length];
            checkpoint.Content.ReadExactly(content);
            var loaded = Ledger.Ledger.Load(genesis, content);
            var root = loaded.Commit();
            reason = $"Its state has the root {root}, and it says {new Hash256(checkpoint.StateRoot)}.";
            if (root != new Hash256(checkpoint.StateRoot) || loaded.Height != checkpoint.Height)
            {
                return false;
            }

            ledger = loaded;
            return true;
        }
        catch (InvalidDataException fault)
        {
            reason = fault.Message;
            return false;
        }
    }
}
