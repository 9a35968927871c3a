using Comity.Ledger.Events;
using Comity.Node.Mapping;
using Comity.Ordering.Engine;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>
/// Makes rows of blocks. Pure but for the state that it keeps between batches, which is only good as long as every batch
/// is written: after a failure it is read from the database again.
/// </summary>
/// <param name="state">What is known of what is projected.</param>
/// <param name="findAccounts">Looks up accounts that the state does not hold.</param>
internal sealed class BlockProjection(
    ProjectionState state,
    Func<IReadOnlyCollection<AccountAddress>, IReadOnlyList<AccountRow>> findAccounts
)
{
    /// <summary>Changes when the same blocks give other rows: a model of another version is rebuilt.</summary>
    public const long Version = 2;

    private const int EventsPerChunk = 16;
    private long _events;

    /// <summary>The rows of a network before its first block.</summary>
    public static ProjectedRows Found(NetworkGenesis genesis, Progress nothing)
    {
        var rows = new ProjectedRows { Progress = nothing };
        foreach (var founding in genesis.Jurisdictions)
        {
            var id = rows.Participants.Count + 1;
            rows.Participants.Add(new ParticipantRow(id, founding.Authority.Lei.ToString(), founding.Code.ToString()));
            foreach (var key in founding.Authority.Keys.Keys)
            {
                rows.Keys[key.PublicKey] = new ParticipantKeyRow(key.PublicKey, id);
            }
        }

        foreach (var instrument in genesis.Instruments)
        {
            rows.Instruments.Add(new InstrumentRow(rows.Instruments.Count + 1, instrument.Id.ToString()));
        }

        rows.Progress = nothing with { Participants = rows.Participants.Count, Instruments = rows.Instruments.Count };
        return rows;
    }

    /// <summary>The rows of blocks that follow what is projected.</summary>
    /// <exception cref="InvalidOperationException">A block does not follow: a bug.</exception>
    public ProjectedRows Project(IReadOnlyList<CommittedBlock> blocks)
    {
        var rows = new ProjectedRows { Progress = state.Progress };
        _events = state.Progress.Events;
        FindAccounts(blocks);
        var settlements = new SettlementProjection(state, rows);
        var others = new SubjectProjection(state, rows, settlements);
        var receipts = new ReceiptProjection(state, rows);
        var height = state.Progress.Height;
        foreach (var block in blocks)
        {
            if ((long)block.Result.Height != height + 1)
            {
                throw new InvalidOperationException($"Block {block.Result.Height} does not follow {height}.");
            }

            height++;
            var (firstSettlement, firstMovement) = (settlements.LastSettlement + 1, settlements.LastMovement + 1);
            for (var index = 0; index < block.Result.Events.Count; index++)
            {
                var happened = block.Result.Events[index];
                var number = _events + index + 1;
                if (!settlements.Apply(happened, number, height))
                {
                    others.Apply(happened, number, height);
                }
            }

            WriteChunks(block.Result.Height, block.Result.Events, rows);
            rows.Blocks.Add(Describe(block, firstSettlement, firstMovement, receipts.Apply(block)));
            _events += block.Result.Events.Count;
            settlements.EndBlock();
        }

        settlements.EndBatch();
        state.Progress = rows.Progress = state.Progress with
        {
            Height = height,
            Events = _events,
            Settlements = settlements.LastSettlement,
            Movements = settlements.LastMovement,
        };
        return rows;
    }

    private BlockRow Describe(CommittedBlock block, long firstSettlement, long firstMovement, BlockSeal seal) =>
        new(
            (long)block.Result.Height,
            (long)block.Result.Time.Milliseconds,
            block.Root,
            _events + 1,
            block.Result.Events.Count,
            firstSettlement,
            firstMovement
        )
        {
            Transactions = block.Result.Receipts.Count,
            ReceiptsRoot = seal.ReceiptsRoot,
            Hash = seal.Header,
        };

    private void WriteChunks(ulong height, IReadOnlyList<LedgerEvent> events, ProjectedRows rows)
    {
        for (var first = 0; first < events.Count; first += EventsPerChunk)
        {
            var chunk = new Wire.BlockEvents();
            for (var index = first; index < Math.Min(first + EventsPerChunk, events.Count); index++)
            {
                chunk.Events.Add(events[index].ToWire());
            }

            rows.Chunks.Add(new EventChunkRow(_events + first + 1, (long)height, chunk.ToByteArray()));
        }
    }

    private void FindAccounts(IReadOnlyList<CommittedBlock> blocks)
    {
        if (state.KnowsAllAccounts)
        {
            return;
        }

        if (state.Accounts.Count > ProjectionState.MostAccounts)
        {
            state.Accounts.Clear();
        }

        var unknown = new HashSet<AccountAddress>();
        foreach (var happened in blocks.SelectMany(static block => block.Result.Events))
        {
            foreach (var account in EventAccounts.Of(happened))
            {
                if (!state.Accounts.ContainsKey(account))
                {
                    unknown.Add(account);
                }
            }
        }

        foreach (var found in findAccounts(unknown))
        {
            state.Accounts[found.Address] = new KnownAccount(found.Id, found.Owner);
        }
    }
}
