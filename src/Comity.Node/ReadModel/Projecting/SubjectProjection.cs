using Comity.Ledger.Events;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>Events of accounts, participants, instruments, offers, jurisdictions and corridors.</summary>
internal sealed class SubjectProjection(ProjectionState state, ProjectedRows rows, SettlementProjection settlements)
{
    /// <summary>Projects an event that is none of a settlement's own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A kind of event that is not projected: a bug.</exception>
    public void Apply(LedgerEvent happened, long number, long height)
    {
        switch (happened)
        {
            case CurrencyIssued or CurrencyRedeemed:
                ApplyCurrency(happened, number, height);
                break;
            case OfferPosted or OfferTaken or OfferRestored or OfferWithdrawn or OfferExpired:
                ApplyOffer(happened, number, height);
                break;
            case AccountOpened opened:
                Note(SubjectKind.Account, Open(opened), number);
                break;
            case AccountClosed closed:
                Note(SubjectKind.Account, state.Accounts[closed.Account].Id, number);
                break;
            case AccountFrozen frozen:
                Note(SubjectKind.Account, state.Accounts[frozen.Account].Id, number);
                break;
            case AccountReleased released:
                Note(SubjectKind.Account, state.Accounts[released.Account].Id, number);
                break;
            case JurisdictionPolicySet set:
                Note(SubjectKind.Jurisdiction, SubjectNumber.Of(set.Jurisdiction), number);
                break;
            case InstrumentPolicySet set:
                Note(SubjectKind.Instrument, state.Instruments[set.Instrument], number);
                break;
            default:
                ApplyParticipant(happened, number);
                break;
        }
    }

    private void ApplyCurrency(LedgerEvent happened, long number, long height)
    {
        var (kind, instrument, account, units, reference) = happened switch
        {
            CurrencyIssued it => (MovementKind.Issued, it.Instrument, it.Account, it.Units, it.ReserveReference),
            CurrencyRedeemed it => (MovementKind.Redeemed, it.Instrument, it.Account, it.Units, it.ReserveReference),
            _ => throw NotProjected(happened),
        };
        var subject = state.Instruments[instrument];
        settlements.Move(state.Accounts[account], kind, subject, units, reference, height);
        Note(SubjectKind.Instrument, subject, number);
    }

    private void ApplyOffer(LedgerEvent happened, long number, long height)
    {
        var offer = happened switch
        {
            OfferPosted posted => Post(posted.Offer),
            OfferTaken taken => state.Offers[taken.Id],
            OfferRestored restored => state.Offers[restored.Id],
            OfferWithdrawn withdrawn => End(withdrawn.Id),
            OfferExpired expired => End(expired.Id),
            _ => throw NotProjected(happened),
        };
        Note(SubjectKind.Offer, offer.Id, number);
        if (happened is OfferTaken took)
        {
            settlements.Exchange(took.Uetr, offer, number, height);
        }
        else if (happened is OfferRestored gave)
        {
            settlements.Exchange(gave.Uetr, offer, number, height);
        }
    }

    private OfferRow Post(PostOffer terms)
    {
        state.Progress = state.Progress with { Offers = state.Progress.Offers + 1 };
        var row = new OfferRow(
            state.Progress.Offers,
            terms.Id,
            state.Accounts[terms.Account].Owner,
            state.Instruments[terms.Sells],
            state.Instruments[terms.Buys],
            Standing: true
        );
        return rows.Offers[row.Id] = state.Offers[terms.Id] = row;
    }

    private OfferRow End(OfferId id)
    {
        state.Offers.Remove(id, out var row);
        return rows.Offers[row!.Id] = row with { Standing = false };
    }

    private long Open(AccountOpened opened)
    {
        var account = new KnownAccount(state.Progress.Accounts + 1, state.Participants[opened.Owner]);
        state.Progress = state.Progress with { Accounts = account.Id };
        state.Accounts[opened.Account] = account;
        rows.Accounts.Add(new AccountRow(account.Id, opened.Account, account.Owner));
        return account.Id;
    }

    private void ApplyParticipant(LedgerEvent happened, long number)
    {
        switch (happened)
        {
            case ParticipantAdmitted admitted:
                Note(SubjectKind.Participant, Admit(admitted.Participant), number);
                break;
            case SuspensionChanged changed:
                var (kind, subject) = SubjectOf(changed.Subject);
                Note(kind, subject, number);
                break;
            default:
                var lei = happened switch
                {
                    ParticipantUpdated updated => updated.Participant.Lei,
                    KeysRotated rotated => rotated.Participant.Lei,
                    ClaimAttested attested => attested.Attester,
                    AttestationRevoked revoked => revoked.Attester,
                    AttestationExpired expired => expired.Attester,
                    _ => throw NotProjected(happened),
                };
                Note(SubjectKind.Participant, state.Participants[lei], number);
                break;
        }
    }

    private long Admit(ParticipantTerms terms)
    {
        var id = state.Progress.Participants + 1;
        state.Progress = state.Progress with { Participants = id };
        state.Participants.Add(terms.Lei, id);
        rows.Participants.Add(new ParticipantRow(id, terms.Lei.ToString(), terms.Jurisdiction.ToString()));
        return id;
    }

    private (SubjectKind Kind, long Subject) SubjectOf(SuspensionSubject subject) =>
        subject switch
        {
            ParticipantSubject it => (SubjectKind.Participant, state.Participants[it.Lei]),
            InstrumentSubject it => (SubjectKind.Instrument, state.Instruments[it.Instrument]),
            JurisdictionSubject it => (SubjectKind.Jurisdiction, SubjectNumber.Of(it.Jurisdiction)),
            CorridorSubject it => (SubjectKind.Corridor, SubjectNumber.Of(it.Corridor)),
            _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "This kind is not projected."),
        };

    private void Note(SubjectKind kind, long subject, long number) =>
        rows.SubjectEvents.Add(new SubjectEventRow(kind, subject, number));

    private static ArgumentOutOfRangeException NotProjected(LedgerEvent happened) =>
        new(nameof(happened), happened.GetType().Name, "This kind of event is not projected.");
}
