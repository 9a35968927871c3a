using Comity.Node.Access.Visibility;
using Comity.Node.Views;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>What the read model knows of a settlement beyond how it stands.</summary>
internal static class SettlementHistory
{
    /// <summary>How a settlement stands with its steps, and all of it where the ledger has forgotten it.</summary>
    public static Wire.SettlementInfo Of(SettlementLook<Wire.SettlementInfo> look, Decimals decimals)
    {
        var info = look.State;
        ForgottenSettlement.Recall(info, look.Steps);
        info.Steps.AddRange(look.Steps.Select(new EventViews(decimals).Event));
        if (look.StepsHeight > 0)
        {
            info.StepsHeight = look.StepsHeight;
        }

        if (look.Steps.LastOrDefault(static step => step.Settled is not null)?.Settled is { } settled)
        {
            info.Transfers.AddRange(settled.Legs.Select(leg => SettlementViews.Transfer(leg, decimals)));
        }

        return info;
    }
}
