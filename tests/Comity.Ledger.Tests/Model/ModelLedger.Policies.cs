using System.Numerics;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

internal sealed partial class ModelLedger
{
    private void CheckLegs(List<ModelLeg> legs, Settle terms, ModelWaiting? row, bool seizure)
    {
        foreach (var leg in legs)
        {
            var (from, to) = (_s.Accounts[leg.From], _s.Accounts[leg.To]);
            Refuse(
                from.Status == ModelAccountStatus.Closed || to.Status == ModelAccountStatus.Closed,
                RefusalCode.AccountClosed
            );
            Refuse(from.Status == ModelAccountStatus.Frozen && !seizure, RefusalCode.AccountFrozen);
            if (!seizure)
            {
                CheckSuspensions(leg);
            }

            foreach (var (owner, rule) in RulesOf(leg, seizure))
            {
                CheckRule(owner, rule, leg, terms, row);
            }
        }
    }

    private void CheckSuspensions(ModelLeg leg)
    {
        var (debtor, creditor) = (JurisdictionOf(leg.From), JurisdictionOf(leg.To));
        Refuse(_s.Instruments[leg.Instrument].Suspended, RefusalCode.InstrumentSuspended);
        Refuse(
            _s.Participants[_s.Accounts[leg.From].Owner].Suspended
                || _s.Participants[_s.Accounts[leg.To].Owner].Suspended,
            RefusalCode.ParticipantSuspended
        );
        if (debtor != creditor)
        {
            Refuse(
                _s.Jurisdictions[debtor].Suspended || _s.Jurisdictions[creditor].Suspended,
                RefusalCode.JurisdictionSuspended
            );
            Refuse(_s.Corridors.Any(mark => mark.From == debtor && mark.To == creditor), RefusalCode.CorridorSuspended);
        }
    }

    // The debtor's jurisdiction's, the creditor's, the instrument's; a seizing authority is not bound by its own.
    private List<(string Owner, Rule Rule)> RulesOf(ModelLeg leg, bool seizure)
    {
        var (debtor, creditor) = (JurisdictionOf(leg.From), JurisdictionOf(leg.To));
        var instrument = _s.Instruments[leg.Instrument];
        var issuer = _s.Participants[instrument.Issuer].Terms.Jurisdiction;
        var owners = new List<(string Owner, RulePolicy Policy)>();
        if (!seizure)
        {
            owners.Add((debtor.ToString(), _s.Jurisdictions[debtor].Policy));
        }

        if (creditor != debtor)
        {
            owners.Add((creditor.ToString(), _s.Jurisdictions[creditor].Policy));
        }

        if (!seizure || issuer != debtor)
        {
            owners.Add((leg.Instrument.ToString(), instrument.Policy));
        }

        return owners
            .SelectMany(owner => owner.Policy.Rules.Select(rule => (owner.Owner, rule)))
            .Where(pair => pair.rule.Scope.Includes(leg.Instrument, debtor, creditor))
            .ToList();
    }

    private void CheckRule(string owner, Rule rule, ModelLeg leg, Settle terms, ModelWaiting? row)
    {
        var reference = ReferenceOf(owner, rule);
        switch (rule)
        {
            case HolderRule holder:
                var creditor = _s.Participants[_s.Accounts[leg.To].Owner].Terms;
                var allowed =
                    (holder.Roles == 0 || (holder.Roles & creditor.Roles) != 0)
                    && (holder.Jurisdictions.IsEmpty || holder.Jurisdictions.Contains(creditor.Jurisdiction));
                Refuse(!allowed, RefusalCode.HolderNotAllowed, reference);
                break;
            case LargestAmountRule largest:
                Refuse(leg.Units > Big(largest.Units), RefusalCode.AmountAboveLargest, reference);
                break;
            case PurposeRule purpose:
                Refuse(!purpose.Codes.Contains(terms.Purpose), RefusalCode.PurposeNotAllowed, reference);
                break;
            case AttestationRule attestation:
                var subject = attestation.Subject switch
                {
                    AttestationSubject.Settlement => terms.Terms,
                    AttestationSubject.DebtorAccount => World.HashOf(leg.From),
                    _ => World.HashOf(leg.To),
                };
                Refuse(
                    !attestation.Attesters.Any(attester => Stands(attester, attestation.Kind, subject)),
                    RefusalCode.AttestationMissing,
                    reference
                );
                break;
            case ApprovalRule approval:
                var authority = _s.Instruments.TryGetValue(IdOrNone(owner), out var instrument)
                    ? instrument.Issuer
                    : _s.Jurisdictions.Single(pair => pair.Key.ToString() == owner).Value.Authority;
                Refuse(
                    leg.Units > Big(approval.Above) && !HasApproved(authority, row),
                    RefusalCode.ApprovalMissing,
                    reference
                );
                break;
            case RollingLimitRule limit:
                UseWindow(reference, limit, leg);
                break;
        }
    }

    private static Protocol.Identifiers.InstrumentId IdOrNone(string owner) =>
        Protocol.Identifiers.InstrumentId.TryParse(owner, out var id) ? id : default;

    // In sixteenths of the window: the one that is, and the sixteen before it.
    private void UseWindow(RuleReference reference, RollingLimitRule limit, ModelLeg leg)
    {
        var subject =
            limit.Subject == LimitSubject.Debtor
                ? _s.Accounts[leg.From].Owner.ToString()
                : $"{JurisdictionOf(leg.From)}-{JurisdictionOf(leg.To)}";
        var key = $"{reference} {leg.Instrument} {subject}";
        var period = limit.WindowSeconds * 1_000 / 16;
        var now = _s.Time.Milliseconds / period;
        var recent = _s.Usage.GetValueOrDefault(key, []).RemoveAll(use => now - (use.Time / period) > 16);
        var used = recent.Aggregate(Nothing, (sum, use) => sum + use.Units);
        Refuse(used + leg.Units > Big(limit.Units), RefusalCode.RollingLimitExceeded, reference);
        _s = _s with { Usage = _s.Usage.SetItem(key, recent.Add((_s.Time.Milliseconds, leg.Units))) };
    }
}
