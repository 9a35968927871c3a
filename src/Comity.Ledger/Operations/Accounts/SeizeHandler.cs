using Comity.Ledger.Events;
using Comity.Ledger.Settlement;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Operations.Accounts;

/// <summary>Seize: moves value out of a frozen account under a legal order.</summary>
internal sealed class SeizeHandler : OperationHandler<Seize>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "seize",
            "Accounts",
            "Makes a settlement of one leg out of a frozen account, under a legal order. The rules of the instrument's issuer, and of the creditor's jurisdiction where it is another, bind it; suspensions and the seizing authority's own rules do not.",
            "The authority of the debtor's jurisdiction, by its threshold for freeze.",
            [
                RefusalCode.AccountUnknown,
                RefusalCode.AccountClosed,
                RefusalCode.NotAuthorised,
                RefusalCode.AccountNotFrozen,
                RefusalCode.DuplicateUetr,
                RefusalCode.InstrumentUnknown,
                RefusalCode.HolderNotAllowed,
                RefusalCode.AmountAboveLargest,
                RefusalCode.PurposeNotAllowed,
                RefusalCode.AttestationMissing,
                RefusalCode.ApprovalMissing,
                RefusalCode.RollingLimitExceeded,
                RefusalCode.InsufficientCover,
                RefusalCode.BalanceCapExceeded,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Seize operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.FindForAuthority(operation.Leg.From, Permissions.Freeze, out var account);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (state.Accounts[account].Status != AccountStatus.Frozen)
        {
            return Verdict.Refused(RefusalCode.AccountNotFrozen, operation.Leg.From);
        }

        if (state.Finished.Contains(operation.Uetr) || state.Waiting.Contains(operation.Uetr))
        {
            return Verdict.Refused(RefusalCode.DuplicateUetr, operation.Uetr);
        }

        return context.Lifecycle.Executor.Execute(
            new Candidate
            {
                Terms = new Settle { Uetr = operation.Uetr, Legs = [operation.Leg] },
                // A legal order comes before every payment promise.
                Place = new QueueKey(byte.MaxValue, 0),
                Path = SettlementPath.Seizure,
                Signers = context.Signers,
            }
        );
    }
}
