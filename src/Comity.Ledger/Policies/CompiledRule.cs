using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>One rule, ready to be evaluated.</summary>
/// <param name="reference">Whose rule, and which.</param>
/// <param name="scope">Which legs it looks at.</param>
internal abstract class CompiledRule(RuleReference reference, RuleScope scope)
{
    private readonly bool _everyLeg = scope == RuleScope.Any;

    /// <summary>Whose rule, and which.</summary>
    protected RuleReference Reference => reference;

    /// <summary>Whether the rule looks at a leg.</summary>
    public bool LooksAt(
        in LegContext leg,
        Protocol.Identifiers.CountryCode debtor,
        Protocol.Identifiers.CountryCode creditor
    ) => _everyLeg || scope.Includes(leg.InstrumentId, debtor, creditor);

    /// <summary>Whether a leg may execute, before anything has moved.</summary>
    public virtual Verdict Check(in LegContext leg, in SettlementContext settlement) => Verdict.Allowed;

    /// <summary>Whether a leg may stand, once everything has moved.</summary>
    public virtual Verdict CheckAfter(in LegContext leg) => Verdict.Allowed;

    /// <summary>Notes that a leg has executed.</summary>
    public virtual void Note(in LegContext leg, in SettlementContext settlement) { }

    /// <summary>The refusal that names this rule.</summary>
    protected Refusal Refuse(RefusalCode code, string subject) => new(code, subject, reference);
}
