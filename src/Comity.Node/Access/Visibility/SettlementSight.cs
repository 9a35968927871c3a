using Comity.Node.Hosting;
using Comity.Node.Queries;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access.Visibility;

/// <summary>What a caller is to one settlement, and the steps that tell it.</summary>
/// <param name="Relation">What it is to it.</param>
/// <param name="Steps">Every step that the settlement took; none where it is nothing to the caller.</param>
internal readonly record struct SettlementLook(Relation Relation, IReadOnlyList<Wire.Event> Steps);

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
                (state.View.TryGetWaiting(uetr, out var found) ? Parties.Of(found.Terms) : new Parties(), tip.Height),
            cancellation
        );
        IReadOnlyList<Wire.Event> steps = [];
        if (trail.Trail is { } kept)
        {
            await kept.Reach(height, cancellation);
            steps = kept.Steps(uetr);
            waiting.Add(Parties.Of(steps));
        }

        var relation = await ledger.Ask((state, _) => sight.To(state.View, waiting), cancellation);
        if (relation == Relation.None && trail.Trail is null)
        {
            throw new RpcException(
                new Status(
                    StatusCode.FailedPrecondition,
                    "This node keeps no settlement trail, so it cannot tell whose a settlement was that no longer waits; start it with one."
                )
            );
        }

        return new SettlementLook(relation, relation == Relation.None ? [] : steps);
    }
}
