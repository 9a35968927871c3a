using Comity.Ledger.Blocks;
using Comity.Ordering.Engine;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;

namespace Comity.Node.Tests.ReadModel;

/// <summary>An engine that commits the blocks it is given, and keeps them as its log.</summary>
internal sealed class BlockFeed(NetworkGenesis genesis) : IOrderingEngine
{
    private readonly Lock _changing = new();
    private readonly List<CommittedBlock> _log = [];
    private Action<CommittedBlock>? _subscriber;

    public Ledger.Ledger Ledger { get; } = Comity.Ledger.Ledger.Found(genesis);

    public ReadOnlyMemory<byte> GenesisBytes { get; } = genesis.ToBytes();

    public NetworkGenesis Genesis => genesis;

    public LedgerTip Tip
    {
        get
        {
            lock (_changing)
            {
                return _log.Count == 0
                    ? new LedgerTip(0, genesis.Time, default)
                    : new LedgerTip(_log[^1].Result.Height, _log[^1].Result.Time, _log[^1].Root);
            }
        }
    }

    public Task Stopped { get; } = new TaskCompletionSource().Task;

    public IReadOnlyList<CommittedBlock> Log => _log;

    /// <summary>How often the log was read.</summary>
    public int Replays { get; private set; }

    /// <summary>Applies a block to the ledger and commits it.</summary>
    public BlockResult Apply(Block block)
    {
        var result = Ledger.Apply(block);
        Commit(new CommittedBlock(result, Ledger.Commit()) { Signers = CommittedBlock.SignersOf(block.Transactions) });
        return result;
    }

    /// <summary>Commits a block that came about elsewhere.</summary>
    public void Commit(CommittedBlock block)
    {
        lock (_changing)
        {
            _log.Add(block);
            _subscriber?.Invoke(block);
        }
    }

    public IDisposable SubscribeToResults(Action<BlockResult> durable) => throw new NotSupportedException();

    public IDisposable Subscribe(Action<CommittedBlock> committed)
    {
        lock (_changing)
        {
            _subscriber += committed;
        }

        return new Subscription(this, committed);
    }

    public IEnumerable<CommittedBlock> Replay(ulong after, CancellationToken cancellation)
    {
        Replays++;
        for (var index = (int)after; ; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            CommittedBlock block;
            lock (_changing)
            {
                if (index >= _log.Count)
                {
                    yield break;
                }

                block = _log[index];
            }

            yield return block;
        }
    }

    public Task<IReadOnlyList<Outcome>> SubmitAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> transactions,
        Wait wait,
        Lei caller = default
    ) => throw new NotSupportedException();

    public Task<T> ReadAsync<T>(Func<Ledger.Ledger, LedgerTip, T> query, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;

    private sealed class Subscription(BlockFeed feed, Action<CommittedBlock> committed) : IDisposable
    {
        public void Dispose()
        {
            lock (feed._changing)
            {
                feed._subscriber -= committed;
            }
        }
    }
}
