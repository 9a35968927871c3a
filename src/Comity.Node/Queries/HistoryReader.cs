using Comity.Node.Errors;
using Comity.Node.Hosting;
using Comity.Node.ReadModel;
using Comity.Node.ReadModel.Queries;
using Comity.Ordering.Engine;

namespace Comity.Node.Queries;

/// <summary>Asks the read model, and says in the API's terms where it cannot answer.</summary>
internal sealed class HistoryReader(ReadModelHost readModel, IOrderingEngine engine)
{
    // Projecting takes milliseconds. Who waits longer is told how far it is, and can ask again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The last committed block.</summary>
    public ulong Tip => engine.Tip.Height;

    /// <summary>Whether the node keeps a read model.</summary>
    public bool IsKept => readModel.Projector is not null;

    /// <summary>Asks something of everything that is committed now.</summary>
    /// <param name="query">The question.</param>
    /// <param name="cancellation">The caller gives up.</param>
    /// <returns>The answer, and the height of the last committed block, up to which it holds.</returns>
    /// <exception cref="ApiFaultException">FAILED_PRECONDITION where the node keeps none; UNAVAILABLE where it cannot answer.</exception>
    public async Task<(T Answer, ulong Height)> Ask<T>(
        Func<ReadModelQueries, Task<T>> query,
        CancellationToken cancellation
    )
    {
        var height = Tip;
        return (await Ask(query, height, cancellation), height);
    }

    /// <summary>Asks something of everything up to a height.</summary>
    /// <param name="query">The question.</param>
    /// <param name="height">The height.</param>
    /// <param name="cancellation">The caller gives up.</param>
    /// <exception cref="ApiFaultException">FAILED_PRECONDITION where the node keeps none; UNAVAILABLE where it cannot answer.</exception>
    public Task<T> Ask<T>(Func<ReadModelQueries, Task<T>> query, ulong height, CancellationToken cancellation) =>
        Translate(async projector =>
        {
            await projector.ReachAsync(height, Patience, cancellation);
            return await query(readModel.Queries!);
        });

    /// <summary>Waits until a height is there, however long.</summary>
    /// <param name="height">The height, which may be one to come.</param>
    /// <param name="cancellation">The caller gives up.</param>
    /// <exception cref="ApiFaultException">FAILED_PRECONDITION where the node keeps none; UNAVAILABLE where it cannot answer.</exception>
    public Task Follow(ulong height, CancellationToken cancellation) =>
        Translate(async projector =>
        {
            await projector.FollowAsync(height, Patience, cancellation);
            return true;
        });

    private async Task<T> Translate<T>(Func<Projector, Task<T>> ask)
    {
        var projector =
            readModel.Projector
            ?? throw new ApiFault(FaultKind.NotKept, "This node keeps no read model.").ToException();
        try
        {
            return await ask(projector);
        }
        catch (ReadModelUnavailableException fault)
        {
            throw new ApiFault(FaultKind.Unavailable, fault.Message) { RetryAfterSeconds = 1 }.ToException();
        }
        catch (HeadersNotKeptException fault)
        {
            throw new ApiFault(FaultKind.NotKept, fault.Message).ToException();
        }
    }
}
