using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Queries;

/// <summary>How a settlement ended that the ledger has forgotten, as its steps tell it.</summary>
internal static class ForgottenSettlement
{
    /// <summary>Puts its end into an answer that has its steps, where the ledger did not know it any more.</summary>
    public static void Recall(Wire.SettlementInfo info)
    {
        if (info.State != Wire.SettlementState.Unknown)
        {
            return;
        }

        foreach (var step in info.Steps)
        {
            switch (step.KindCase)
            {
                case Wire.Event.KindOneofCase.Queued:
                    info.Terms = TermsOf(step.Queued.Settlement);
                    break;
                case Wire.Event.KindOneofCase.Settled:
                    info.Terms = step.Settled.Terms;
                    (info.State, info.Time) = (Wire.SettlementState.Settled, step.Time);
                    break;
                case Wire.Event.KindOneofCase.Cancelled:
                    (info.State, info.Time) = (Wire.SettlementState.Cancelled, step.Time);
                    break;
                case Wire.Event.KindOneofCase.Expired:
                    (info.State, info.Time) = (Wire.SettlementState.Expired, step.Time);
                    break;
            }
        }
    }

    private static ByteString TermsOf(Wire.Settle settle) =>
        OperationBytes.ReadOperation<Settle>(new Wire.Operation { Settle = settle }.ToByteArray()).Terms.ToWire();
}
