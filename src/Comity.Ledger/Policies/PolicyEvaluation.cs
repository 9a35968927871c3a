using Comity.Ledger.State;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Policies;

/// <summary>
/// Evaluates a leg under everything that binds it: suspensions, then the policies of the debtor's jurisdiction, of the
/// creditor's, and of the instrument's issuer, in that order. The first rule that refuses is the one named.
/// </summary>
internal sealed class PolicyEvaluation(LedgerState state)
{
    /// <summary>Whether anybody concerned is suspended.</summary>
    public Verdict CheckSuspensions(in LegContext leg)
    {
        if (state.Instruments[leg.Instrument].Suspended)
        {
            return Verdict.Refused(RefusalCode.InstrumentSuspended, leg.InstrumentId);
        }

        var debtor = state.Participants[leg.Debtor];
        var creditor = state.Participants[leg.Creditor];
        if (debtor.Suspended || creditor.Suspended)
        {
            return Verdict.Refused(
                RefusalCode.ParticipantSuspended,
                debtor.Suspended ? debtor.Terms.Lei : creditor.Terms.Lei
            );
        }

        return leg.DebtorJurisdiction == leg.CreditorJurisdiction ? Verdict.Allowed : CheckBorder(leg);
    }

    /// <summary>Whether a leg may execute, before anything has moved. Notes it in rolling windows where asked to.</summary>
    public Verdict Check(in LegContext leg, in SettlementContext settlement, bool note)
    {
        var debtor = state.Jurisdictions[leg.DebtorJurisdiction];
        var verdict = Check(debtor.Compiled, leg, settlement, note);
        if (verdict.IsAllowed && leg.CreditorJurisdiction != leg.DebtorJurisdiction)
        {
            verdict = Check(state.Jurisdictions[leg.CreditorJurisdiction].Compiled, leg, settlement, note);
        }

        return verdict.IsAllowed ? Check(state.Instruments[leg.Instrument].Compiled, leg, settlement, note) : verdict;
    }

    /// <summary>
    /// Whether a seized leg may execute: the seizing authority's own rules do not stop it, those of the issuer and of
    /// another creditor's jurisdiction do.
    /// </summary>
    public Verdict CheckSeizure(in LegContext leg, in SettlementContext settlement)
    {
        var verdict =
            leg.CreditorJurisdiction != leg.DebtorJurisdiction
                ? Check(state.Jurisdictions[leg.CreditorJurisdiction].Compiled, leg, settlement, true)
                : Verdict.Allowed;
        return verdict.IsAllowed && state.Instruments[leg.Instrument].Jurisdiction != leg.DebtorJurisdiction
            ? Check(state.Instruments[leg.Instrument].Compiled, leg, settlement, true)
            : verdict;
    }

    /// <summary>
    /// Whether a leg may stand, once everything has moved. As before it: a seizing authority's own rules do not stop it.
    /// </summary>
    public Verdict CheckAfter(in LegContext leg, bool seizure)
    {
        var verdict = seizure ? Verdict.Allowed : CheckAfter(state.Jurisdictions[leg.DebtorJurisdiction].Compiled, leg);
        if (verdict.IsAllowed && leg.CreditorJurisdiction != leg.DebtorJurisdiction)
        {
            verdict = CheckAfter(state.Jurisdictions[leg.CreditorJurisdiction].Compiled, leg);
        }

        var instrument = state.Instruments[leg.Instrument];
        return verdict.IsAllowed && !(seizure && instrument.Jurisdiction == leg.DebtorJurisdiction)
            ? CheckAfter(instrument.Compiled, leg)
            : verdict;
    }

    private Verdict CheckBorder(in LegContext leg)
    {
        var from = state.Jurisdictions[leg.DebtorJurisdiction];
        var to = state.Jurisdictions[leg.CreditorJurisdiction];
        if (from.Suspended || to.Suspended)
        {
            return Verdict.Refused(RefusalCode.JurisdictionSuspended, from.Suspended ? from.Code : to.Code);
        }

        return state.Corridors.TryGetSuspender(from.Code, to.Code, out var by)
            ? Verdict.Refused(RefusalCode.CorridorSuspended, $"{from.Code}-{to.Code}, by {by}")
            : Verdict.Allowed;
    }

    private Verdict Check(CompiledPolicy policy, in LegContext leg, in SettlementContext settlement, bool note)
    {
        foreach (var rule in policy.Rules)
        {
            if (!LooksAt(rule, leg))
            {
                continue;
            }

            var verdict = rule.Check(leg, settlement);
            if (!verdict.IsAllowed)
            {
                return verdict;
            }

            if (note)
            {
                rule.Note(leg, settlement);
            }
        }

        return Verdict.Allowed;
    }

    private Verdict CheckAfter(CompiledPolicy policy, in LegContext leg)
    {
        foreach (var rule in policy.After)
        {
            if (LooksAt(rule, leg) && rule.CheckAfter(leg) is { IsAllowed: false } verdict)
            {
                return verdict;
            }
        }

        return Verdict.Allowed;
    }

    private bool LooksAt(CompiledRule rule, in LegContext leg) =>
        rule.LooksAt(
            leg,
            state.Jurisdictions[leg.DebtorJurisdiction].Code,
            state.Jurisdictions[leg.CreditorJurisdiction].Code
        );
}
