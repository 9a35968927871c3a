using Comity.Ledger.State;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>A live attestation, by one of the named attesters, must stand.</summary>
internal sealed class CompiledAttestationRule(RuleReference reference, AttestationRule rule, LedgerState state)
    : CompiledRule(reference, rule.Scope)
{
    /// <inheritdoc/>
    public override Verdict Check(in LegContext leg, in SettlementContext settlement)
    {
        var subject = rule.Subject switch
        {
            AttestationSubject.Settlement => settlement.Terms,
            AttestationSubject.DebtorAccount => Of(leg.DebtorAccount),
            AttestationSubject.CreditorAccount => Of(leg.CreditorAccount),
            _ => throw new InvalidOperationException($"No attestation subject {rule.Subject}."),
        };
        foreach (var attester in rule.Attesters)
        {
            if (state.Attestations.Stands(new AttestationKey(attester, rule.Kind, subject), settlement.Now))
            {
                return Verdict.Allowed;
            }
        }

        return Refuse(RefusalCode.AttestationMissing, $"'{rule.Kind}' of {subject}");
    }

    private Hash256 Of(int account)
    {
        Span<byte> bytes = stackalloc byte[AccountAddress.Size];
        state.Accounts[account].Address.CopyTo(bytes);
        return Sha256.Hash(bytes);
    }
}
