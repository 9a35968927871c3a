using Comity.Ledger.Events;
using Comity.Node.Mapping;
using Comity.Node.ReadModel.Queries;
using Comity.Ordering.Engine;
using Comity.Protocol.Transactions.Operations.Participants;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.ReadModel;

/// <summary>Events by what they are about, worked out by walking all of them.</summary>
internal static class EventSubjects
{
    public static IEnumerable<(KeyValuePair<string, Subject> Subject, List<Wire.Event> Events)> Of(
        IEnumerable<CommittedBlock> blocks
    )
    {
        var subjects = new Dictionary<string, Subject>(StringComparer.Ordinal);
        var events = new Dictionary<string, List<Wire.Event>>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            foreach (var happened in block.Result.Events)
            {
                if (SubjectOf(happened) is not var (name, subject))
                {
                    continue;
                }

                subjects[name] = subject;
                if (happened is OfferPosted)
                {
                    // The ledger forgets what is over, and then its id can be used again: the newest counts.
                    events.Remove(name);
                }

                var wire = happened.ToWire();
                (wire.Height, wire.Time) = (block.Result.Height, block.Result.Time.Milliseconds);
                (events.TryGetValue(name, out var list) ? list : events[name] = []).Add(wire);
            }
        }

        return subjects.Select(subject => (subject, events[subject.Key]));
    }

    private static (string, Subject)? SubjectOf(LedgerEvent happened) =>
        happened switch
        {
            AccountOpened it => ($"account {it.Account}", Subject.Of(it.Account)),
            AccountClosed it => ($"account {it.Account}", Subject.Of(it.Account)),
            AccountFrozen it => ($"account {it.Account}", Subject.Of(it.Account)),
            AccountReleased it => ($"account {it.Account}", Subject.Of(it.Account)),
            CurrencyIssued it => ($"instrument {it.Instrument}", Subject.Of(it.Instrument)),
            CurrencyRedeemed it => ($"instrument {it.Instrument}", Subject.Of(it.Instrument)),
            InstrumentPolicySet it => ($"instrument {it.Instrument}", Subject.Of(it.Instrument)),
            JurisdictionPolicySet it => ($"jurisdiction {it.Jurisdiction}", Subject.Of(it.Jurisdiction)),
            OfferPosted it => ($"offer {it.Offer.Id}", Subject.Of(it.Offer.Id)),
            OfferTaken it => ($"offer {it.Id}", Subject.Of(it.Id)),
            OfferRestored it => ($"offer {it.Id}", Subject.Of(it.Id)),
            OfferWithdrawn it => ($"offer {it.Id}", Subject.Of(it.Id)),
            OfferExpired it => ($"offer {it.Id}", Subject.Of(it.Id)),
            ParticipantAdmitted it => ($"participant {it.Participant.Lei}", Subject.Of(it.Participant.Lei)),
            ParticipantUpdated it => ($"participant {it.Participant.Lei}", Subject.Of(it.Participant.Lei)),
            KeysRotated it => ($"participant {it.Participant.Lei}", Subject.Of(it.Participant.Lei)),
            ClaimAttested it => ($"participant {it.Attester}", Subject.Of(it.Attester)),
            AttestationRevoked it => ($"participant {it.Attester}", Subject.Of(it.Attester)),
            AttestationExpired it => ($"participant {it.Attester}", Subject.Of(it.Attester)),
            SuspensionChanged { Subject: ParticipantSubject it } => ($"participant {it.Lei}", Subject.Of(it.Lei)),
            SuspensionChanged { Subject: InstrumentSubject it } => (
                $"instrument {it.Instrument}",
                Subject.Of(it.Instrument)
            ),
            SuspensionChanged { Subject: JurisdictionSubject it } => (
                $"jurisdiction {it.Jurisdiction}",
                Subject.Of(it.Jurisdiction)
            ),
            SuspensionChanged { Subject: CorridorSubject it } => ($"corridor {it.Corridor}", Subject.Of(it.Corridor)),
            _ => null,
        };
}
