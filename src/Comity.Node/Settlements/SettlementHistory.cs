using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>What the read model knows of a settlement beyond how it stands.</summary>
internal sealed class SettlementHistory(HistoryReader history, Decimals decimals)
{
    /// <summary>Adds a settlement's steps, and all of it where the ledger has forgotten it. Where the model cannot answer, it adds nothing.</summary>
    public async Task AddTo(Wire.SettlementInfo info, Uetr uetr, CancellationToken cancellation)
    {
        try
        {
            if (
                info.State == Wire.SettlementInfo.Types.State.Unknown
                && !await history.Ask(queries => Recall(queries, info, uetr, cancellation), info.Height, cancellation)
            )
            {
                return;
            }

            var steps = await history.Ask(queries => queries.StepsAsync(uetr, cancellation), info.Height, cancellation);
            info.Steps.AddRange(steps.Select(new EventViews(decimals).Event));
            info.StepsHeight = info.Height;
            if (steps.LastOrDefault(static step => step.Settled is not null)?.Settled is { } settled)
            {
                info.Transfers.AddRange(settled.Legs.Select(leg => SettlementViews.Transfer(leg, decimals)));
                info.Terms = PlainText.Hex(settled.Terms);
            }
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            // How it stands is the ledger's word, and is not held back because its steps cannot be told now.
        }
    }

    // The ledger forgets what is over when the network's retention has passed.
    private static async Task<bool> Recall(
        ReadModel.Queries.ReadModelQueries queries,
        Wire.SettlementInfo info,
        Uetr uetr,
        CancellationToken cancellation
    )
    {
        if (
            await queries.SettlementAsync(uetr, cancellation) is not { } known
            || known.State is SettlementStatus.Waiting or SettlementStatus.Reserved
        )
        {
            return false;
        }

        // Both forms share their numbers.
        info.State = (Wire.SettlementInfo.Types.State)(int)known.State;
        info.Time = known.ChangedAt.Milliseconds;
        return true;
    }
}
