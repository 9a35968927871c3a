using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Operations.Settlement;

/// <summary>Settle: legs that happen together or not at all.</summary>
internal sealed class SettleHandler : OperationHandler<Settle>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "settle",
            "Settlement",
            "Executes at the first moment when every debtor has authorised it, its conditions hold, the policies of every jurisdiction concerned allow it, and every debtor has cover. Without a queue that moment is now, or it is refused. With one it waits to its expiry; what waiting cannot mend is refused at once.",
            "Any party to it. Each debtor authorises by its threshold for pay: here, or by a later authorise.",
            [
                RefusalCode.DuplicateUetr,
                RefusalCode.NotEntitled,
                RefusalCode.NotAuthorised,
                RefusalCode.TimeOutOfRange,
                RefusalCode.QueueFull,
                RefusalCode.ConditionNotMet,
                .. SettlementRefusals.Execution,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Settle operation, OperationContext context)
    {
        var state = context.State;
        if (
            state.Finished.Contains(operation.Uetr)
            || (state.Waiting.Count > 0 && state.Waiting.Contains(operation.Uetr))
        )
        {
            return Verdict.Refused(RefusalCode.DuplicateUetr, operation.Uetr);
        }

        if (!context.Lifecycle.Consents.IsParty(operation, context.Signers))
        {
            return Verdict.Refused(RefusalCode.NotEntitled, $"no signer is a party to {operation.Uetr}");
        }

        return operation.Queue is { } queue
            ? context.Lifecycle.SettleOrWait(operation, queue, context.Signers)
            : context.Lifecycle.SettleNow(operation, context.Signers);
    }
}
