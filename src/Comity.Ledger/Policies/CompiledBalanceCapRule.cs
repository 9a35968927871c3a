using Comity.Ledger.State;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>No account holds more than an amount after a settlement that credits it.</summary>
internal sealed class CompiledBalanceCapRule(RuleReference reference, BalanceCapRule rule, LedgerState state)
    : CompiledRule(reference, rule.Scope)
{
    /// <inheritdoc/>
    public override Verdict CheckAfter(in LegContext leg)
    {
        ref readonly var position = ref state.Positions[leg.To];
        return position.Available + position.Held <= rule.Units
            ? Verdict.Allowed
            : Refuse(
                RefusalCode.BalanceCapExceeded,
                $"the creditor would hold more than {state.Instruments.Say(leg.Instrument, rule.Units)}"
            );
    }
}
