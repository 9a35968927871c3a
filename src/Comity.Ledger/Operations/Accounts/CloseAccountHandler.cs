using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Accounts;

namespace Comity.Ledger.Operations.Accounts;

/// <summary>CloseAccount: closes an empty account.</summary>
internal sealed class CloseAccountHandler : OperationHandler<CloseAccount>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "close_account",
            "Accounts",
            "Closes an account for good. It must hold nothing, stand behind no offer, and be named by no waiting settlement.",
            "The owner, by its threshold for accounts.",
            [
                RefusalCode.AccountUnknown,
                RefusalCode.AccountClosed,
                RefusalCode.NotAuthorised,
                RefusalCode.AccountFrozen,
                RefusalCode.AccountInUse,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(CloseAccount operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(operation.Account, out int account);
        verdict = verdict.IsAllowed ? context.Require(state.Accounts[account].Owner, Permissions.Accounts) : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (state.Accounts[account].Status == AccountStatus.Frozen)
        {
            return Verdict.Refused(RefusalCode.AccountFrozen, operation.Account);
        }

        if (HoldsAnything(state, account) || state.Offers.IsUsed(account) || IsAwaited(state, operation.Account))
        {
            return Verdict.Refused(RefusalCode.AccountInUse, operation.Account);
        }

        state.Accounts.SetStatus(account, AccountStatus.Closed);
        context.Events.Add(new AccountClosed(operation.Account));
        return Verdict.Allowed;
    }

    private static bool HoldsAnything(LedgerState state, int account)
    {
        for (var index = state.Accounts[account].FirstPosition; index >= 0; index = state.Positions[index].Next)
        {
            if (state.Positions[index].Available > 0 || state.Positions[index].Held > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAwaited(LedgerState state, AccountAddress account) =>
        state
            .Waiting.InOrder()
            .Any(pair =>
                pair.Value.Terms.Legs.Any(leg => leg.From == account || leg.To == account)
                || pair.Value.Terms.Exchanges.Any(part => part.Payer == account || part.Payee == account)
                // A maker's account whose offer was withdrawn may still be part of what is held.
                || pair.Value.Held.Any(held =>
                    state.Accounts[state.Positions[held.From].Account].Address == account
                    || state.Accounts[state.Positions[held.To].Account].Address == account
                )
            );
}
