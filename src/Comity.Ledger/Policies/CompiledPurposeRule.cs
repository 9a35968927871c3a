using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>Only some ISO 20022 purposes.</summary>
internal sealed class CompiledPurposeRule(RuleReference reference, PurposeRule rule)
    : CompiledRule(reference, rule.Scope)
{
    /// <inheritdoc/>
    public override Verdict Check(in LegContext leg, in SettlementContext settlement) =>
        rule.Codes.Contains(settlement.Purpose)
            ? Verdict.Allowed
            : Refuse(
                RefusalCode.PurposeNotAllowed,
                settlement.Purpose.Length == 0 ? "no purpose is stated" : $"purpose {settlement.Purpose}"
            );
}
