using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access.Visibility;

/// <summary>What a caller is to one settlement, and the steps that tell it.</summary>
/// <param name="Relation">What it is to it.</param>
/// <param name="Steps">Every step that it took; none where it is nothing to the caller, or where they cannot be told now.</param>
/// <param name="StepsHeight">Up to which block; 0 where they cannot be told now.</param>
internal readonly record struct SettlementLook(Relation Relation, IReadOnlyList<Wire.Event> Steps, ulong StepsHeight);

/// <summary>
/// Finds out what a caller is to a settlement. The same is done, in the same order, for a settlement that there is not: neither the
/// answer nor the time it takes tells it from one that is somebody else's.
/// </summary>
internal sealed class SettlementSight(LedgerReader ledger, HistoryReader history)
{
    /// <summary>Looks.</summary>
    /// <exception cref="ApiFaultException">
    /// It does not wait, and the node keeps no read model that says whose it was, or cannot ask it now.
    /// </exception>
    public async Task<SettlementLook> LookAsync(Sight sight, Uetr uetr, CancellationToken cancellation)
    {
        var (parties, relation, height) = await ledger.Ask(
            (state, tip) =>
            {
                var waiting = state.View.TryGetWaiting(uetr, out var found) ? Parties.Of(found.Terms) : new Parties();
                return (waiting, sight.To(state.View, waiting), tip.Height);
            },
            cancellation
        );
        IReadOnlyList<Wire.Event> steps;
        try
        {
            steps = await history.Ask(queries => queries.StepsAsync(uetr, cancellation), height, cancellation);
        }
        catch (RpcException fault)
            when (relation != Relation.None
                && fault.StatusCode is StatusCode.Unavailable or StatusCode.FailedPrecondition
            )
        {
            // How it stands is the ledger's word, and is not held back because its steps cannot be told now.
            return new SettlementLook(relation, [], 0);
        }

        parties.Add(Parties.Of(steps));
        relation = await ledger.Ask((state, _) => sight.To(state.View, parties), cancellation);
        return relation == Relation.None
            ? new SettlementLook(relation, [], height)
            : new SettlementLook(relation, steps, height);
    }
}
