using Comity.Ledger.Invariants;
using Comity.Ordering.Embedded;
using Comity.Ordering.Log;
using Comity.Ordering.Replay;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;

namespace Comity.Ordering.Audit;

/// <summary>
/// Replays a node's archive and log from genesis, trusting nothing: every checksum and every link of the chain, every
/// signature, every recorded state root, and every invariant. What is damaged is passed over, to say how far it goes.
/// </summary>
public static class LogAuditor
{
    /// <summary>Audits a data folder.</summary>
    /// <param name="options">What and how.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="GenesisMismatchException">The folder has no genesis that can be read.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public static AuditReport Audit(AuditOptions options, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(options.Folder, GenesisFile.Name)))
        {
            throw new GenesisMismatchException(
                $"{options.Folder} has no {GenesisFile.Name}: it is no node's data folder, or its first start never came so far."
            );
        }

        var begun = options.Time.GetTimestamp();
        var (bytes, genesis) = GenesisFile.Take(options.Folder, default);
        var ledger = Ledger.Ledger.Found(genesis);
        var state = new State(ledger, ledger.Commit());
        var folders = Folders(options);
        var (damage, behind, fault) = (Array.Empty<AuditDamage>() as IReadOnlyList<AuditDamage>, 0UL, string.Empty);
        try
        {
            var log = options.Log with { Genesis = new ChainHash(NetworkGenesis.IdOf(bytes).Bytes) };
            Replay(BlockLog.ReadAll(options.Disk, folders[^1], folders[..^1], log), state, options, cancellation);
        }
        catch (LogDamagedException damaged)
        {
            (damage, behind) = DamageScan.Run(options.Disk, folders, damaged.Damage);
            fault = ReplaySoundPart(damaged.Damage, folders, state, options, cancellation);
        }
        catch (Exception wrong) when (IsFinding(wrong))
        {
            fault = wrong.Message;
        }

        return new AuditReport
        {
            Network = genesis.Network,
            GenesisId = NetworkGenesis.IdOf(bytes),
            Height = state.Ledger.Height,
            Time = state.Ledger.Time,
            Root = state.Root,
            Transactions = state.Transactions,
            Refused = state.Refused,
            InvariantChecks = state.Checks,
            Damage = damage,
            BlocksBehindDamage = behind,
            Fault = fault,
            Took = options.Time.GetElapsedTime(begun),
        };
    }

    private static bool IsFinding(Exception wrong) =>
        wrong is RootMismatchException or InvariantViolationException or BlockRecordException;

    // Damage may have been found before anything was replayed.
    private static string ReplaySoundPart(
        LogDamage damage,
        string[] folders,
        State state,
        AuditOptions options,
        CancellationToken cancellation
    )
    {
        try
        {
            var segments = DamageScan.SegmentsUpTo(options.Disk, folders, damage.Height);
            var first = state.Ledger.Height + 1;
            if (segments.Count > 0 && segments[0].FirstHeight <= first && first < damage.Height)
            {
                Replay(new LogReader(segments, first, damage.Height - 1), state, options, cancellation);
            }

            return string.Empty;
        }
        catch (LogDamagedException)
        {
            // A second damage, before the first: the scan has both.
            return string.Empty;
        }
        catch (Exception wrong) when (IsFinding(wrong))
        {
            return wrong.Message;
        }
    }

    private static string[] Folders(AuditOptions options)
    {
        var own = Path.Combine(options.Folder, "archive");
        return
        [
            .. options.Archives,
            .. Directory.Exists(own) ? [own] : Array.Empty<string>(),
            Path.Combine(options.Folder, "log"),
        ];
    }

    private static void Replay(LogReader reader, State state, AuditOptions options, CancellationToken cancellation)
    {
        var last = reader.LastHeight;
        var blocks = BlockSource.Read(reader, authenticate: true, cancellation);
        foreach (var block in LedgerReplay.Apply(state.Ledger, state.Root, blocks))
        {
            state.Root = block.Root;
            state.Transactions += (ulong)block.Result.Receipts.Count;
            state.Refused += (ulong)block.Result.Receipts.Count(static receipt => !receipt.Applied);
            if (block.Result.Height % options.CheckEveryBlocks == 0)
            {
                state.Check();
            }

            options.Progress?.Report((block.Result.Height, last));
        }

        state.Check();
    }

    private sealed class State(Ledger.Ledger ledger, Hash256 root)
    {
        public Ledger.Ledger Ledger { get; } = ledger;

        public Hash256 Root { get; set; } = root;

        public ulong Transactions { get; set; }

        public ulong Refused { get; set; }

        public int Checks { get; private set; }

        public void Check()
        {
            Ledger.CheckInvariants();
            Checks++;
        }
    }
}
