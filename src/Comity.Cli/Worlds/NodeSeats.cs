using Comity.Client;
using Comity.Client.Queries;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Worlds;

/// <summary>Asks as several callers at once, where each sees only its own.</summary>
internal static class NodeSeats
{
    /// <summary>The settlement as the first that may see it is shown it; unknown where nobody is.</summary>
    public static async Task<SettlementView> FirstThatKnowsAsync(
        IReadOnlyList<NodeConnection> seats,
        Uetr uetr,
        CancellationToken cancellation
    )
    {
        var (_, view) = await SeatThatKnowsAsync(seats, uetr, cancellation);
        return view;
    }

    /// <summary>The same, with who it was.</summary>
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
}
