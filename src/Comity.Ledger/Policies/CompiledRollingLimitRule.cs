using Comity.Ledger.State;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.Time;

namespace Comity.Ledger.Policies;

/// <summary>No more than an amount of one instrument in any span of a length, for each debtor or for each corridor.</summary>
internal sealed class CompiledRollingLimitRule(RuleReference reference, RollingLimitRule rule, LedgerState state)
    : CompiledRule(reference, rule.Scope)
{
    // A sixteenth of the window; the window is at least 16 seconds.
    private readonly ulong _period = rule.WindowSeconds * 1_000 / 16;
    private readonly int _number = state.Usage.NumberOf(reference);

    /// <inheritdoc/>
    public override Verdict Check(in LegContext leg, in SettlementContext settlement)
    {
        var used = state.Usage.Used(KeyOf(leg), Period(settlement.Now));
        return used <= rule.Units && leg.Units <= rule.Units - used
            ? Verdict.Allowed
            : Refuse(
                RefusalCode.RollingLimitExceeded,
                $"{state.Instruments.Say(leg.Instrument, leg.Units)} after {state.Instruments.Say(leg.Instrument, used)} in the last {rule.WindowSeconds} seconds; at most {state.Instruments.Say(leg.Instrument, rule.Units)}"
            );
    }

    /// <inheritdoc/>
    public override void Note(in LegContext leg, in SettlementContext settlement) =>
        state.Usage.Add(KeyOf(leg), Period(settlement.Now), leg.Units);

    private ulong Period(Timestamp now) => now.Milliseconds / _period;

    private UsageKey KeyOf(in LegContext leg) =>
        rule.Subject == LimitSubject.Debtor
            ? new UsageKey(_number, leg.Instrument, leg.Debtor, -1)
            : new UsageKey(_number, leg.Instrument, leg.DebtorJurisdiction, leg.CreditorJurisdiction);
}
