using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
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
            var steps = await history.Ask(queries => queries.StepsAsync(uetr, cancellation), info.Height, cancellation);
            ForgottenSettlement.Recall(info, steps);
            info.Steps.AddRange(steps.Select(new EventViews(decimals).Event));
            info.StepsHeight = info.Height;
            if (steps.LastOrDefault(static step => step.Settled is not null)?.Settled is { } settled)
            {
                info.Transfers.AddRange(settled.Legs.Select(leg => SettlementViews.Transfer(leg, decimals)));
            }
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            // How it stands is the ledger's word, and is not held back because its steps cannot be told now.
        }
    }
}
