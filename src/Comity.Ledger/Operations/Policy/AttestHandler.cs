using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Operations.Policy;

/// <summary>Attest: a signed claim about a subject.</summary>
internal sealed class AttestHandler : OperationHandler<Attest>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "attest",
            "Policy",
            "Puts up a claim of a kind about a subject's hash, until it expires or is revoked. Again: a new expiry. Who is believed is for rules and conditions to say.",
            "The attester, by its threshold for attest.",
            [RefusalCode.ParticipantUnknown, RefusalCode.NotAuthorised, RefusalCode.TimeOutOfRange]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Attest operation, OperationContext context)
    {
        var verdict = context.Find(operation.Attester, out int attester);
        verdict = verdict.IsAllowed ? context.Require(attester, Permissions.Attest) : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (operation.ExpiresAt <= context.State.Progress.Time)
        {
            return Verdict.Refused(RefusalCode.TimeOutOfRange, $"expires_at {operation.ExpiresAt}");
        }

        context.State.Attestations.Set(
            new AttestationKey(operation.Attester, operation.Kind, operation.Subject),
            new AttestationRow(operation.ExpiresAt)
        );
        context.Events.Add(
            new ClaimAttested(operation.Attester, operation.Kind, operation.Subject, operation.ExpiresAt)
        );
        context.Lifecycle.Stir();
        return Verdict.Allowed;
    }
}
