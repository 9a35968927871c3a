using Comity.Ordering.Checkpoints;
using Comity.Ordering.Embedded;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Replay;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Backup;

/// <summary>
/// Verifies a backup as far as it can be: every file's hash, every link of the chain, every signature, and every recorded state root
/// by replay, from genesis where it reaches back there.
/// </summary>
public static class BackupVerifier
{
    /// <summary>Verifies.</summary>
    /// <param name="backup">The backup's folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Told of the height that is replayed and the last one.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="BackupException">What is wrong: do not rely on this backup.</exception>
    public static BackupReport Verify(
        string backup,
        TimeProvider time,
        IProgress<(ulong Height, ulong Last)>? progress,
        CancellationToken cancellation
    )
    {
        var begun = time.GetTimestamp();
        var manifest = BackupManifest.Require(backup);
        RequireHashes(backup, manifest);
        try
        {
            var (from, ledger, root, transactions) = Replay(backup, manifest, progress, cancellation);
            return new BackupReport(manifest, from, transactions, root, ledger.Time, time.GetElapsedTime(begun));
        }
        catch (Exception wrong)
            when (wrong
                    is LogDamagedException
                        or RootMismatchException
                        or BlockRecordException
                        or GenesisMismatchException
            )
        {
            throw new BackupException($"The backup in {backup} is not sound: {wrong.Message}", wrong);
        }
    }

    /// <summary>Compares every file with its hash.</summary>
    /// <exception cref="BackupException">One is missing or differs.</exception>
    public static void RequireHashes(string backup, BackupManifest manifest)
    {
        foreach (var file in manifest.Files)
        {
            var path = Path.Combine(backup, file.Path);
            if (!File.Exists(path))
            {
                throw new BackupException($"The backup in {backup} lacks {file.Path}. Use another backup.");
            }

            if (FileCopy.Hash(path, file.Length) != file.Sha256)
            {
                throw new BackupException(
                    $"{path} is not what was backed up: its SHA-256 differs. The medium is failing or the file was changed; use another backup."
                );
            }
        }
    }

    private static (ulong From, Ledger.Ledger Ledger, Hash256 Root, ulong Transactions) Replay(
        string backup,
        BackupManifest manifest,
        IProgress<(ulong Height, ulong Last)>? progress,
        CancellationToken cancellation
    )
    {
        var (bytes, genesis) = GenesisFile.Take(backup, default);
        if (NetworkGenesis.IdOf(bytes) != manifest.GenesisId)
        {
            throw new BackupException(
                $"{Path.Combine(backup, GenesisFile.Name)} is not the genesis of {manifest.Genesis}."
            );
        }

        var segments = SegmentCatalogue.Load(RealDisk.Instance, [Path.Combine(backup, "log")]);
        RequireChain(backup, manifest, segments);
        var (ledger, root) = Begin(backup, manifest, genesis);
        var (from, transactions) = (ledger.Height, 0UL);
        var reader = new LogReader(segments, from + 1, manifest.Height);
        foreach (
            var block in LedgerReplay.Apply(ledger, root, BlockSource.Read(reader, authenticate: true, cancellation))
        )
        {
            root = block.Root;
            transactions += (ulong)block.Result.Receipts.Count;
            progress?.Report((block.Result.Height, manifest.Height));
        }

        ledger.CheckInvariants();
        return (from, ledger, root, transactions);
    }

    private static void RequireChain(string backup, BackupManifest manifest, IReadOnlyList<Segment> segments)
    {
        if (segments.Count == 0 || segments[0].FirstHeight != manifest.FirstHeight)
        {
            throw new BackupException($"The log in {backup} does not begin at height {manifest.FirstHeight}.");
        }

        if (manifest.FirstHeight == 1 && segments[0].Header.Before != new ChainHash(manifest.GenesisId.Bytes))
        {
            throw new BackupException($"The log in {backup} does not begin with its genesis.");
        }

        if (BackupSource.HashAt(segments, manifest.Height) != manifest.Chain)
        {
            throw new BackupException(
                $"The log in {backup} has another block at height {manifest.Height} than its {BackupManifest.FileName} says."
            );
        }
    }

    private static (Ledger.Ledger Ledger, Hash256 Root) Begin(
        string backup,
        BackupManifest manifest,
        NetworkGenesis genesis
    )
    {
        if (manifest.FirstHeight == 1)
        {
            var founded = Ledger.Ledger.Found(genesis);
            return (founded, founded.Commit());
        }

        var store = CheckpointStore.Open(Path.Combine(backup, "checkpoints"));
        var (ledger, root, damaged) = Recovery.Load(store, genesis);
        return ledger.Height + 1 >= manifest.FirstHeight && damaged.Count == 0
            ? (ledger, root)
            : throw new BackupException(
                $"The log in {backup} begins at height {manifest.FirstHeight}, and no sound checkpoint there reaches back to it."
            );
    }
}
