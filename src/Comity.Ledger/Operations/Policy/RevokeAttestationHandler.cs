using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Policy;

namespace Comity.Ledger.Operations.Policy;

/// <summary>RevokeAttestation: takes a claim back.</summary>
internal sealed class RevokeAttestationHandler : OperationHandler<RevokeAttestation>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "revoke_attestation",
            "Policy",
            "Takes an attestation back: it counts no more from now on. What has executed under it stays final.",
            "The attester, by its threshold for attest.",
            [RefusalCode.ParticipantUnknown, RefusalCode.NotAuthorised, RefusalCode.AttestationUnknown]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(RevokeAttestation operation, OperationContext context)
    {
        var verdict = context.Find(operation.Attester, out int attester);
        verdict = verdict.IsAllowed ? context.Require(attester, Permissions.Attest) : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var key = new AttestationKey(operation.Attester, operation.Kind, operation.Subject);
        if (!context.State.Attestations.Contains(key))
        {
            return Verdict.Refused(RefusalCode.AttestationUnknown, $"{operation.Kind} of {operation.Subject}");
        }

        context.State.Attestations.Remove(key);
        context.Events.Add(new AttestationRevoked(operation.Attester, operation.Kind, operation.Subject));
        return Verdict.Allowed;
    }
}
