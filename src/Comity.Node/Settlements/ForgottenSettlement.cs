using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;
using State = Comity.Protocol.Wire.SettlementInfo.Types.State;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>How a settlement ended that the ledger has forgotten, as its steps tell it.</summary>
internal static class ForgottenSettlement
{
    /// <summary>Puts its end into an answer, where the ledger did not know it any more.</summary>
    /// <param name="info">What the ledger says.</param>
    /// <param name="steps">Every step under its UETR, oldest first.</param>
    public static void Recall(Wire.SettlementInfo info, IEnumerable<Wire.Event> steps)
    {
        if (info.State != State.Unknown)
        {
            return;
        }

        foreach (var step in steps)
        {
            switch (step.KindCase)
            {
                case Wire.Event.KindOneofCase.Queued:
                    info.Terms = TermsOf(step.Queued.Settlement);
                    break;
                case Wire.Event.KindOneofCase.Settled:
                    info.Terms = Convert.ToHexStringLower(step.Settled.Terms.Span);
                    (info.State, info.Time) = (State.Settled, step.Time);
                    break;
                case Wire.Event.KindOneofCase.Cancelled:
                    (info.State, info.Time) = (State.Cancelled, step.Time);
                    break;
                case Wire.Event.KindOneofCase.Expired:
                    (info.State, info.Time) = (State.Expired, step.Time);
                    break;
            }
        }
    }

    private static string TermsOf(Wire.Settle settle) =>
        OperationBytes.ReadOperation<Settle>(new Wire.Operation { Settle = settle }.ToByteArray()).Terms.ToString();
}
