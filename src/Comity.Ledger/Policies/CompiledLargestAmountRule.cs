using Comity.Ledger.State;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>No single leg above an amount.</summary>
internal sealed class CompiledLargestAmountRule(RuleReference reference, LargestAmountRule rule, LedgerState state)
    : CompiledRule(reference, rule.Scope)
{
    /// <inheritdoc/>
    public override Verdict Check(in LegContext leg, in SettlementContext settlement) =>
        leg.Units <= rule.Units
            ? Verdict.Allowed
            : Refuse(
                RefusalCode.AmountAboveLargest,
                $"{state.Instruments.Say(leg.Instrument, leg.Units)} is above {state.Instruments.Say(leg.Instrument, rule.Units)}, the most at once"
            );
}
