using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;

namespace Comity.Ordering.Engine;

/// <summary>
/// The seam between those who submit and query, and whatever gives the ledger an order: one process with a log, or a
/// network of validators.
/// </summary>
/// <remarks>
/// The engine's duties. Each has a test of its number that every engine passes.
/// <list type="number">
/// <item>Final means durable: an outcome that says applied or refused at a height survives the loss of power at any later moment.</item>
/// <item>One outcome for each transaction, in the order submitted, and of one kind: nothing is dropped without a word.</item>
/// <item>Nothing twice: a transaction submitted again, at once or later, applies at most once; the copy is refused as a duplicate.</item>
/// <item>Order is kept: transactions of one submission, and of submissions made one after the other by one caller, are ordered in that order.</item>
/// <item>Only the authentic is ordered: bytes that are no transaction, or whose signatures are wrong, are answered as malformed and take no place in a block.</item>
/// <item>Bounded: beyond a stated bound of transactions and of bytes, the outcome is Busy at once, and nothing of that submission is ordered.</item>
/// <item>Heights have no gap, and time never goes back, whatever the clock does.</item>
/// <item>Time passes without traffic: what the ledger says is due is done soon after it is due, in a block of its own if need be; otherwise there are no empty blocks.</item>
/// <item>Reads see committed blocks whole: never part of a block, never what is not durable, and at least everything that the reader was told was final.</item>
/// <item>Subscribers see every block after their subscription once, in order, and only once it is final.</item>
/// <item>The same blocks give the same root: after a stop of any kind, the engine comes back with the tip it had, or a later one, and says so.</item>
/// <item>A fault is not an outcome: when the engine fails while ordering, the outcome is NotKnown, never applied or refused; it then stops, and says why.</item>
/// <item>Another network's state is not touched: starting with another genesis is refused.</item>
/// <item>Callers are served in turns: however much one of them has under way, another's next transaction is taken, and waits for one turn of each, not for the backlog.</item>
/// <item>Results are told before they are answered: whoever follows them has taken a block into account when its outcomes are out, and only what is durable is told.</item>
/// </list>
/// </remarks>
public interface IOrderingEngine : IAsyncDisposable
{
    /// <summary>What the network started from, as it is kept.</summary>
    ReadOnlyMemory<byte> GenesisBytes { get; }

    /// <summary>What the network started from.</summary>
    NetworkGenesis Genesis { get; }

    /// <summary>The last committed block.</summary>
    LedgerTip Tip { get; }

    /// <summary>Ends when the engine has stopped: in good order, or faulted with what it could not go on from.</summary>
    Task Stopped { get; }

    /// <summary>Submits signed transactions to be ordered.</summary>
    /// <param name="transactions">Serialised SignedTransactions, at least one. Not to be changed until answered.</param>
    /// <param name="wait">When to answer.</param>
    /// <param name="caller">Who submits, so that one caller's backlog is nobody else's; nobody in particular where absent.</param>
    /// <returns>One outcome for each transaction, in order. Never faulted: a failure is an outcome.</returns>
    Task<IReadOnlyList<Outcome>> SubmitAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> transactions,
        Wait wait,
        Lei caller = default
    );

    /// <summary>Asks the ledger something between two blocks.</summary>
    /// <param name="query">Called once, with the ledger, which it must neither change nor keep, and the tip. Quick: ordering waits.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>What the query returned, or threw.</returns>
    /// <exception cref="EngineStoppedException">The engine no longer runs.</exception>
    /// <exception cref="EngineBusyException">Too many queries are waiting.</exception>
    Task<T> ReadAsync<T>(Func<Ledger.Ledger, LedgerTip, T> query, CancellationToken cancellation);

    /// <summary>Follows blocks as they are committed, from the next one on.</summary>
    /// <param name="committed">Called for each in order, on the engine's thread: must return at once and not throw.</param>
    /// <returns>Ends the subscription.</returns>
    IDisposable Subscribe(Action<CommittedBlock> committed);

    /// <summary>
    /// Follows what blocks did, from the next one on: told once a block is durable and before anybody is answered, so that whoever has
    /// an outcome finds it taken into account. Without the root, which may not be known yet.
    /// </summary>
    /// <param name="durable">Called for each in order, on the engine's thread: must return at once and not throw.</param>
    /// <returns>Ends the subscription.</returns>
    IDisposable SubscribeToResults(Action<BlockResult> durable);

    /// <summary>
    /// Blocks that were committed before, applied again beside the running ledger: slow and in as much memory again. For a view
    /// that has lost its place; not for queries.
    /// </summary>
    /// <param name="after">The first block returned is one higher, or the first there is to return.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Blocks in order, to the last that is committed when it is asked for.</returns>
    IEnumerable<CommittedBlock> Replay(ulong after, CancellationToken cancellation);
}
