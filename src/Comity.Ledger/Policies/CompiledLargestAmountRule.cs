using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>No single leg above an amount.</summary>
internal sealed class CompiledLargestAmountRule(RuleReference reference, LargestAmountRule rule)
    : CompiledRule(reference, rule.Scope)
{
    /// <inheritdoc/>
    public override Verdict Check(in LegContext leg, in SettlementContext settlement) =>
        leg.Units <= rule.Units
            ? Verdict.Allowed
            : Refuse(
                RefusalCode.AmountAboveLargest,
                $"{leg.Units} minor units of {leg.InstrumentId}; at most {rule.Units} at once"
            );
}
