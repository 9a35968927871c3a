using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Accounts;

namespace Comity.Ledger.Operations.Accounts;

/// <summary>ReleaseAccount: lets a frozen account pay again.</summary>
internal sealed class ReleaseAccountHandler : OperationHandler<ReleaseAccount>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "release_account",
            "Accounts",
            "Lets a frozen account pay again.",
            "The authority of the owner's jurisdiction, by its threshold for freeze.",
            [
                RefusalCode.AccountUnknown,
                RefusalCode.AccountClosed,
                RefusalCode.NotAuthorised,
                RefusalCode.AccountNotFrozen,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(ReleaseAccount operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.FindForAuthority(operation.Account, Permissions.Freeze, out var account);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (state.Accounts[account].Status != AccountStatus.Frozen)
        {
            return Verdict.Refused(RefusalCode.AccountNotFrozen, operation.Account);
        }

        state.Accounts.SetStatus(account, AccountStatus.Open);
        context.Events.Add(new AccountReleased(operation.Account));
        context.Lifecycle.Stir();
        return Verdict.Allowed;
    }
}
