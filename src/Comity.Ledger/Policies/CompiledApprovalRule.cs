using Comity.Ledger.State;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>A leg above an amount needs the approval of the authority that owns the rule.</summary>
internal sealed class CompiledApprovalRule(RuleReference reference, ApprovalRule rule, int authority, LedgerState state)
    : CompiledRule(reference, rule.Scope)
{
    /// <inheritdoc/>
    public override Verdict Check(in LegContext leg, in SettlementContext settlement) =>
        leg.Units <= rule.Above || settlement.Approvals.HasApproved(authority)
            ? Verdict.Allowed
            : Refuse(
                RefusalCode.ApprovalMissing,
                $"{state.Instruments.Say(leg.Instrument, leg.Units)} is above {state.Instruments.Say(leg.Instrument, rule.Above)}, and the authority has not approved it"
            );
}
