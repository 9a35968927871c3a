using Comity.Ledger.Operations;
using Comity.Ledger.Policies;
using Comity.Ledger.State;
using Comity.Protocol.Refusals;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Settlement;

/// <summary>Whether a settlement's conditions hold.</summary>
internal sealed class Conditions(LedgerState state)
{
    /// <summary>Whether all conditions hold now.</summary>
    public Verdict Check(Settle terms, WaitingRow? row, SignerSet? signers)
    {
        var approvals = new ApprovalView(row?.Consents ?? [], signers);
        for (var index = 0; index < terms.Conditions.Length; index++)
        {
            var condition = terms.Conditions[index];
            var holds = condition switch
            {
                HashLock => row is not null && (row.Opened & (1 << index)) != 0,
                TimeWindow window => window.NotBefore <= state.Progress.Time && state.Progress.Time < window.NotAfter,
                AttestationCondition attestation => state.Attestations.Stands(
                    new AttestationKey(attestation.Attester, attestation.Kind, attestation.Subject),
                    state.Progress.Time
                ),
                ApprovalCondition approval => state.Jurisdictions.TryGet(approval.Jurisdiction, out var jurisdiction)
                    && approvals.HasApproved(jurisdiction.Authority),
                _ => throw new InvalidOperationException($"No check for a {condition.GetType().Name}."),
            };
            if (!holds)
            {
                return Verdict.Refused(RefusalCode.ConditionNotMet, condition);
            }
        }

        return Verdict.Allowed;
    }

    /// <summary>When a condition of time will next change its answer; <see cref="Timestamp.Never"/> where none will.</summary>
    public Timestamp NextChange(Settle terms)
    {
        var next = Timestamp.Never;
        foreach (var condition in terms.Conditions)
        {
            if (condition is TimeWindow window && window.NotBefore > state.Progress.Time && window.NotBefore < next)
            {
                next = window.NotBefore;
            }
        }

        return next;
    }
}
