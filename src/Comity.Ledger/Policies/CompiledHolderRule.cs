using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>Who may receive the instrument: one of the roles, in one of the jurisdictions.</summary>
internal sealed class CompiledHolderRule(RuleReference reference, HolderRule rule, LedgerState state)
    : CompiledRule(reference, rule.Scope)
{
    /// <inheritdoc/>
    public override Verdict Check(in LegContext leg, in SettlementContext settlement)
    {
        var creditor = state.Participants[leg.Creditor].Terms;
        var role = rule.Roles == Roles.None || (creditor.Roles & rule.Roles) != Roles.None;
        var place = rule.Jurisdictions.IsEmpty || rule.Jurisdictions.Contains(creditor.Jurisdiction);
        return role && place
            ? Verdict.Allowed
            : Refuse(RefusalCode.HolderNotAllowed, $"{creditor.Lei} may not hold {leg.InstrumentId}");
    }
}
