using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Access.Visibility;

/// <summary>What a caller is to one settlement, how it stands, and the steps that tell how it came to that.</summary>
/// <param name="Relation">What it is to it.</param>
/// <param name="State">How it stands, at a height.</param>
/// <param name="Steps">Every step that it took up to that height; none where they cannot be told now.</param>
/// <param name="StepsHeight">The same height; 0 where the steps cannot be told now.</param>
internal readonly record struct SettlementLook<T>(
    Relation Relation,
    T State,
    IReadOnlyList<Wire.Event> Steps,
    ulong StepsHeight
);

/// <summary>
/// Finds out what a caller is to a settlement. The same is done, in the same order, for a settlement that there is not: neither the
/// answer nor the time it takes tells it from one that is somebody else's.
/// </summary>
internal sealed class SettlementSight(LedgerReader ledger, HistoryReader history)
{
    /// <summary>What a caller is to a settlement.</summary>
    /// <inheritdoc cref="LookAsync{T}"/>
    public async Task<Relation> RelationAsync(Sight sight, Uetr uetr, CancellationToken cancellation) =>
        (await LookAsync(sight, uetr, static (_, relation) => relation, cancellation)).Relation;

    /// <summary>Looks.</summary>
    /// <param name="sight">Who looks.</param>
    /// <param name="uetr">At which settlement.</param>
    /// <param name="tell">How it stands, from the ledger: for one to whom it is nothing, as if there were none.</param>
    /// <param name="cancellation">The caller gives up.</param>
    /// <exception cref="ApiFaultException">
    /// It does not wait, and the node keeps no read model that says whose it was, or cannot ask it now.
    /// </exception>
    public async Task<SettlementLook<T>> LookAsync<T>(
        Sight sight,
        Uetr uetr,
        Func<Ledger.Ledger, Relation, T> tell,
        CancellationToken cancellation
    )
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
            steps = await StepsAsync(uetr, height, cancellation);
            parties.Add(Parties.Of(steps));
            var (known, told, at) = await ledger.Ask(
                (state, tip) =>
                {
                    var closest = sight.To(state.View, parties);
                    return (closest, tell(state, closest), tip.Height);
                },
                cancellation
            );
            (relation, height, steps) = (
                known,
                at,
                known == Relation.None ? []
                // Of the block that the ledger was asked in, and no other: what it says and its steps agree.
                : at == height ? steps
                : await StepsAsync(uetr, at, cancellation)
            );
            return new SettlementLook<T>(relation, told, steps, height);
        }
        catch (RpcException fault)
            when (relation != Relation.None
                && fault.StatusCode is StatusCode.Unavailable or StatusCode.FailedPrecondition
            )
        {
            // How it stands is the ledger's word, and is not held back because its steps cannot be told now.
            var told = await ledger.Ask((state, _) => tell(state, relation), cancellation);
            return new SettlementLook<T>(relation, told, [], 0);
        }
    }

    // The model may be further than that block.
    private async Task<IReadOnlyList<Wire.Event>> StepsAsync(Uetr uetr, ulong height, CancellationToken cancellation)
    {
        var steps = await history.Ask(queries => queries.StepsAsync(uetr, height, cancellation), height, cancellation);
        return [.. steps.Where(step => step.Height <= height)];
    }
}
