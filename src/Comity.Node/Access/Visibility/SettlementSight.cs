using Comity.Node.Hosting;
using Comity.Node.Queries;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access.Visibility;

/// <summary>What a caller is to one settlement, and the steps that tell it.</summary>
/// <param name="Relation">What it is to it.</param>
/// <param name="IsLatest">Whether that is the last one under its UETR, which is the one that the ledger may know.</param>
/// <param name="Steps">Every step that it took; none where it is nothing to the caller.</param>
internal readonly record struct SettlementLook(Relation Relation, bool IsLatest, IReadOnlyList<Wire.Event> Steps);

/// <summary>
/// Finds out what a caller is to a settlement. The same is done, in the same order, for a settlement that there is not: neither the
/// answer nor the time it takes tells it from one that is somebody else's.
/// </summary>
internal sealed class SettlementSight(LedgerReader ledger, TrailAccess trail)
{
    /// <summary>Looks.</summary>
    /// <exception cref="RpcException">FAILED_PRECONDITION: it does not wait, and the node keeps no trail that says whose it was.</exception>
    public async Task<SettlementLook> LookAsync(Sight sight, Uetr uetr, CancellationToken cancellation)
    {
        var (waiting, height) = await ledger.Ask(
            (state, tip) =>
                (state.View.TryGetWaiting(uetr, out var found) ? Parties.Of(found.Terms) : null, tip.Height),
            cancellation
        );
        IReadOnlyList<SettlementLife> lives = [];
        if (trail.Trail is { } kept)
        {
            await kept.Reach(height, cancellation);
            lives = SettlementLife.Split(kept.Steps(uetr));
        }

        var look = await ledger.Ask((state, _) => Look(sight, state, waiting, lives), cancellation);
        return look.Relation == Relation.None && trail.Trail is null
            ? throw new RpcException(
                new Status(
                    StatusCode.FailedPrecondition,
                    "This node keeps no settlement trail, so it cannot tell whose a settlement was that no longer waits; start it with one."
                )
            )
            : look;
    }

    private static SettlementLook Look(
        Sight sight,
        Ledger.Ledger state,
        Parties? waiting,
        IReadOnlyList<SettlementLife> lives
    )
    {
        var latest = waiting is null ? Relation.None : sight.To(state.View, waiting);
        if (lives.Count == 0)
        {
            return new SettlementLook(latest, IsLatest: true, []);
        }

        // The latest that is the caller's to see.
        for (var index = lives.Count - 1; index >= 0; index--)
        {
            var isLatest = index == lives.Count - 1;
            var relation = sight.To(state.View, lives[index].Parties);
            relation = isLatest && latest > relation ? latest : relation;
            if (relation != Relation.None)
            {
                return new SettlementLook(relation, isLatest, lives[index].Steps);
            }
        }

        return new SettlementLook(Relation.None, IsLatest: true, []);
    }
}
