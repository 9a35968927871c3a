using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Accounts;

namespace Comity.Ledger.Operations.Accounts;

/// <summary>FreezeAccount: no debits until it is released.</summary>
internal sealed class FreezeAccountHandler : OperationHandler<FreezeAccount>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "freeze_account",
            "Accounts",
            "Stops debits from an account, held funds included, until it is released. It can still be credited.",
            "The authority of the owner's jurisdiction, by its threshold for freeze.",
            [
                RefusalCode.AccountUnknown,
                RefusalCode.AccountClosed,
                RefusalCode.NotAuthorised,
                RefusalCode.AccountFrozen,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(FreezeAccount operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.FindForAuthority(operation.Account, Permissions.Freeze, out var account);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (state.Accounts[account].Status == AccountStatus.Frozen)
        {
            return Verdict.Refused(RefusalCode.AccountFrozen, operation.Account);
        }

        state.Accounts.SetStatus(account, AccountStatus.Frozen);
        context.Events.Add(new AccountFrozen(operation.Account, operation.Ground));
        return Verdict.Allowed;
    }
}
