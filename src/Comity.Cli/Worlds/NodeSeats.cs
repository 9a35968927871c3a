using Comity.Client;
using Comity.Client.Queries;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Worlds;

/// <summary>
/// Those who ask a node for a command: one caller, or, in a demonstration whose keys are all in the world folder, every authority,
/// who together see everything.
/// </summary>
/// <param name="All">Their connections, at least one.</param>
/// <param name="Owned">What ends with them: keys and connections.</param>
internal sealed record NodeSeats(IReadOnlyList<NodeConnection> All, IReadOnlyList<IDisposable> Owned) : IDisposable
{
    /// <summary>For what all see alike.</summary>
    public NodeConnection First => All[0];

    /// <summary>The settlement as the first that may see it is shown it, and who that is; unknown where nobody may.</summary>
    public static async Task<(NodeConnection Seat, SettlementView View)> SeatThatKnowsAsync(
        IReadOnlyList<NodeConnection> seats,
        Uetr uetr,
        CancellationToken cancellation
    )
    {
        for (var index = 0; ; index++)
        {
            var view = await seats[index].GetSettlementAsync(uetr, cancellation);
            if (view.IsKnown || index == seats.Count - 1)
            {
                return (seats[index], view);
            }
        }
    }

    /// <summary>What waits, as far as anybody here may see it, each settlement once, oldest first.</summary>
    public async Task<IReadOnlyList<SettlementView>> ListWaitingAsync(CancellationToken cancellation)
    {
        var waiting = new Dictionary<Uetr, SettlementView>();
        foreach (var seat in All)
        {
            foreach (var view in await seat.ListWaitingAsync(cancellation))
            {
                waiting.TryAdd(view.Uetr, view);
            }
        }

        return [.. waiting.Values.OrderBy(static view => view.Time.Milliseconds)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var owned in Owned)
        {
            owned.Dispose();
        }
    }
}
