using Comity.Node.Access.Visibility;
using Comity.Node.Views;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>What the read model knows of a settlement beyond how it stands.</summary>
internal static class SettlementHistory
{
    /// <summary>Adds a settlement's steps, and all of it where the ledger has forgotten it. Where they cannot be told now, it adds nothing.</summary>
    public static void AddTo(Wire.SettlementInfo info, SettlementLook look, Decimals decimals)
    {
        ForgottenSettlement.Recall(info, look.Steps);
        info.Steps.AddRange(look.Steps.Select(new EventViews(decimals).Event));
        info.StepsHeight = look.StepsHeight;
        if (look.Steps.LastOrDefault(static step => step.Settled is not null)?.Settled is { } settled)
        {
            info.Transfers.AddRange(settled.Legs.Select(leg => SettlementViews.Transfer(leg, decimals)));
        }
    }
}
