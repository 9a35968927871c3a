using System.Collections.Immutable;
using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Operations.Settlement;

/// <summary>Cancel: takes a waiting settlement back.</summary>
internal sealed class CancelHandler : OperationHandler<Cancel>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "cancel",
            "Settlement",
            "Takes a waiting settlement out of the queue. While it holds no funds, any debtor or creditor may. Once it holds funds its creditors rely on it: it is cancelled when every creditor has renounced it. Held funds return to their owners.",
            "A debtor or a creditor, by its threshold for pay.",
            [
                RefusalCode.SettlementUnknown,
                RefusalCode.SettlementFinished,
                RefusalCode.NotEntitled,
                RefusalCode.FundsReserved,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Cancel operation, OperationContext context)
    {
        var found = context.Lifecycle.Find(operation.Uetr, out var row);
        if (!found.IsAllowed)
        {
            return found;
        }

        var consents = context.Lifecycle.Consents;
        var creditors = consents.Creditors(row.Terms);
        var signed = Signed(creditors, context);
        var debtors = Signed(consents.Debtors(row), context);
        if (signed.IsEmpty && debtors.IsEmpty)
        {
            return Verdict.Refused(RefusalCode.NotEntitled, $"no signer is a debtor or a creditor of {operation.Uetr}");
        }

        return row.IsReserved
            ? Renounce(operation, context, row, creditors, signed)
            : Leave(operation, context, row, debtors.IsEmpty ? signed[0] : debtors[0]);
    }

    private static Verdict Renounce(
        Cancel operation,
        OperationContext context,
        WaitingRow row,
        ImmutableArray<int> creditors,
        ImmutableArray<int> signed
    )
    {
        var renouncing = signed.RemoveRange(row.Renounced);
        if (renouncing.IsEmpty)
        {
            return Verdict.Refused(RefusalCode.FundsReserved, operation.Uetr);
        }

        var renounced = row.Renounced.AddRange(renouncing);
        if (creditors.All(creditor => renounced.Contains(creditor)))
        {
            return Leave(operation, context, row, renouncing[^1]);
        }

        context.State.Waiting.Set(operation.Uetr, row with { Renounced = renounced });
        foreach (var creditor in renouncing)
        {
            context.Events.Add(new SettlementRenounced(operation.Uetr, context.State.Participants[creditor].Terms.Lei));
        }

        return Verdict.Allowed;
    }

    private static Verdict Leave(Cancel operation, OperationContext context, WaitingRow row, int by)
    {
        context.Lifecycle.Leave(row, SettlementStatus.Cancelled);
        context.Events.Add(
            new SettlementCancelled(operation.Uetr, context.State.Participants[by].Terms.Lei, operation.Reason)
        );
        return Verdict.Allowed;
    }

    private static ImmutableArray<int> Signed(ImmutableArray<int> participants, OperationContext context) =>
        participants.RemoveAll(participant => !context.Signers.Reaches(participant, Permissions.Pay));
}
