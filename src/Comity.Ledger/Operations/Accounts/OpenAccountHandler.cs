using Comity.Ledger.Events;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Accounts;

namespace Comity.Ledger.Operations.Accounts;

/// <summary>OpenAccount: a new account of the signer's own.</summary>
internal sealed class OpenAccountHandler : OperationHandler<OpenAccount>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "open_account",
            "Accounts",
            "Opens an account at an address that has never been used. It holds any number of instruments.",
            "The owner, by its threshold for accounts.",
            [
                RefusalCode.ParticipantUnknown,
                RefusalCode.NotAuthorised,
                RefusalCode.ParticipantSuspended,
                RefusalCode.AccountExists,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(OpenAccount operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(operation.Owner, out int owner);
        verdict = verdict.IsAllowed ? context.Require(owner, Permissions.Accounts) : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (state.Participants[owner].Suspended)
        {
            return Verdict.Refused(RefusalCode.ParticipantSuspended, operation.Owner);
        }

        if (state.Accounts.TryFind(operation.Account, out _))
        {
            return Verdict.Refused(RefusalCode.AccountExists, operation.Account);
        }

        state.Accounts.Open(operation.Account, owner);
        context.Events.Add(new AccountOpened(operation.Account, operation.Owner));
        return Verdict.Allowed;
    }
}
