using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations;
using Comity.Protocol.Transactions.Operations.Accounts;
using Comity.Protocol.Transactions.Operations.Currency;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Policy;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

internal sealed partial class ModelLedger
{
    private void Apply(Operation operation)
    {
        Action apply = operation switch
        {
            Issue issue => () => Apply(issue),
            Redeem redeem => () => Apply(redeem),
            Settle settle => () => Apply(settle),
            Authorise authorise => () => Apply(authorise),
            Fulfil fulfil => () => Apply(fulfil),
            Cancel cancel => () => Apply(cancel),
            PostOffer offer => () => Apply(offer),
            WithdrawOffer withdraw => () => Apply(withdraw),
            OpenAccount open => () => Apply(open),
            CloseAccount close => () => Apply(close),
            FreezeAccount freeze => () => Apply(freeze),
            ReleaseAccount release => () => Apply(release),
            Seize seize => () => Apply(seize),
            Admit admit => () => Apply(admit),
            UpdateParticipant update => () => Apply(update),
            RotateKeys rotate => () => Apply(rotate),
            Suspend suspend => () => Apply(suspend),
            SetJurisdictionPolicy policy => () => Apply(policy),
            SetInstrumentPolicy policy => () => Apply(policy),
            Attest attest => () => Apply(attest),
            RevokeAttestation revoke => () => Apply(revoke),
            _ => throw new InvalidOperationException($"The model knows no {operation.GetType().Name}."),
        };
        apply();
    }

    private ModelInstrument Instrument(InstrumentId id)
    {
        Refuse(!_s.Instruments.TryGetValue(id, out var instrument), RefusalCode.InstrumentUnknown);
        return instrument!;
    }

    private ModelParticipant Participant(Lei lei)
    {
        Refuse(!_s.Participants.TryGetValue(lei, out var participant), RefusalCode.ParticipantUnknown);
        return participant!;
    }

    private ModelJurisdiction Jurisdiction(CountryCode code)
    {
        Refuse(!_s.Jurisdictions.TryGetValue(code, out var jurisdiction), RefusalCode.JurisdictionUnknown);
        return jurisdiction!;
    }

    private void CheckHome(ModelInstrument instrument, AccountAddress address)
    {
        var owner = OpenAccount(address).Owner;
        Refuse(
            _s.Participants[owner].Terms.Jurisdiction != _s.Participants[instrument.Issuer].Terms.Jurisdiction,
            RefusalCode.OutsideIssuersJurisdiction
        );
        Refuse(instrument.Suspended, RefusalCode.InstrumentSuspended);
    }

    private void UseReference(InstrumentId id, bool redeeming, string reference)
    {
        Refuse(_s.References.Contains((id, redeeming, reference)), RefusalCode.DuplicateReserveReference);
        _s = _s with { References = _s.References.Add((id, redeeming, reference)) };
    }

    private void Apply(Issue issue)
    {
        var instrument = Instrument(issue.Instrument);
        Require(instrument.Issuer, Permissions.Issue);
        CheckHome(instrument, issue.Account);
        UseReference(issue.Instrument, false, issue.ReserveReference);
        var issued = instrument.Issued + Big(issue.Units);
        Refuse(issued - instrument.Redeemed > MostOutstanding, RefusalCode.AmountOutOfRange);
        _s = _s with { Instruments = _s.Instruments.SetItem(issue.Instrument, instrument with { Issued = issued }) };
        Change(new ModelPosition(issue.Account, issue.Instrument), Big(issue.Units), 0);
    }

    private void Apply(Redeem redeem)
    {
        var instrument = Instrument(redeem.Instrument);
        Require(instrument.Issuer, Permissions.Redeem);
        CheckHome(instrument, redeem.Account);
        var account = _s.Accounts[redeem.Account];
        Require(account.Owner, Permissions.Redeem);
        Refuse(account.Status == ModelAccountStatus.Frozen, RefusalCode.AccountFrozen);
        UseReference(redeem.Instrument, true, redeem.ReserveReference);
        var position = new ModelPosition(redeem.Account, redeem.Instrument);
        Refuse(BalanceOf(position).Available < Big(redeem.Units), RefusalCode.InsufficientCover);
        Change(position, -Big(redeem.Units), 0);
        _s = _s with
        {
            Instruments = _s.Instruments.SetItem(
                redeem.Instrument,
                instrument with
                {
                    Redeemed = instrument.Redeemed + Big(redeem.Units),
                }
            ),
        };
    }

    private void Apply(PostOffer offer)
    {
        Require(OpenAccount(offer.Account).Owner, Permissions.Offer);
        Instrument(offer.Sells);
        Instrument(offer.Buys);
        Refuse(_s.OfferIds.ContainsKey(offer.Id), RefusalCode.OfferExists);
        CheckTime(offer.ExpiresAt);
        _s = _s with
        {
            OfferIds = _s.OfferIds.Add(offer.Id, offer.ExpiresAt.Plus(genesis.Parameters.RetentionMilliseconds)),
            Offers = _s.Offers.Add(offer.Id, new ModelOffer(offer, Big(offer.Capacity))),
        };
    }

    private void CheckTime(Protocol.Time.Timestamp expiresAt) =>
        Refuse(
            expiresAt <= _s.Time || expiresAt > _s.Time.Plus(genesis.Parameters.LongestWaitMilliseconds),
            RefusalCode.TimeOutOfRange
        );

    private void Apply(WithdrawOffer withdraw)
    {
        Refuse(!_s.Offers.TryGetValue(withdraw.Id, out var offer), RefusalCode.OfferUnknown);
        Require(_s.Accounts[offer!.Terms.Account].Owner, Permissions.Offer);
        _s = _s with { Offers = _s.Offers.Remove(withdraw.Id) };
    }

    private void Apply(OpenAccount open)
    {
        var owner = Participant(open.Owner);
        Require(open.Owner, Permissions.Accounts);
        Refuse(owner.Suspended, RefusalCode.ParticipantSuspended);
        Refuse(_s.Accounts.ContainsKey(open.Account), RefusalCode.AccountExists);
        SetAccount(open.Account, new ModelAccount(open.Owner, ModelAccountStatus.Open));
    }

    private void SetAccount(AccountAddress address, ModelAccount account) =>
        _s = _s with { Accounts = _s.Accounts.SetItem(address, account) };

    private void Apply(CloseAccount close)
    {
        var account = OpenAccount(close.Account);
        Require(account.Owner, Permissions.Accounts);
        Refuse(account.Status == ModelAccountStatus.Frozen, RefusalCode.AccountFrozen);
        var holds = _s.Balances.Any(pair =>
            pair.Key.Account == close.Account && (pair.Value.Available > 0 || pair.Value.Held > 0)
        );
        var offers = _s.Offers.Values.Any(offer => offer.Terms.Account == close.Account);
        var named = _s.Waiting.Values.Any(row =>
            row.Terms.Legs.Any(leg => leg.From == close.Account || leg.To == close.Account)
            || row.Terms.Exchanges.Any(part => part.Payer == close.Account || part.Payee == close.Account)
            || row.Held.Any(leg => leg.From == close.Account || leg.To == close.Account)
        );
        Refuse(holds || offers || named, RefusalCode.AccountInUse);
        SetAccount(close.Account, account with { Status = ModelAccountStatus.Closed });
    }

    private void Apply(FreezeAccount freeze)
    {
        var account = OpenAccount(freeze.Account);
        Require(AuthorityOf(account.Owner), Permissions.Freeze);
        Refuse(account.Status == ModelAccountStatus.Frozen, RefusalCode.AccountFrozen);
        SetAccount(freeze.Account, account with { Status = ModelAccountStatus.Frozen });
    }

    private void Apply(ReleaseAccount release)
    {
        var account = OpenAccount(release.Account);
        Require(AuthorityOf(account.Owner), Permissions.Freeze);
        Refuse(account.Status != ModelAccountStatus.Frozen, RefusalCode.AccountNotFrozen);
        SetAccount(release.Account, account with { Status = ModelAccountStatus.Open });
    }

    private void Apply(Seize seize)
    {
        var account = OpenAccount(seize.Leg.From);
        Require(AuthorityOf(account.Owner), Permissions.Freeze);
        Refuse(account.Status != ModelAccountStatus.Frozen, RefusalCode.AccountNotFrozen);
        Refuse(_s.Finished.ContainsKey(seize.Uetr) || FindWaiting(seize.Uetr) is not null, RefusalCode.DuplicateUetr);
        Execute([(new Settle { Uetr = seize.Uetr, Legs = [seize.Leg] }, null)], seizure: true);
    }

    private void Apply(Admit admit)
    {
        var terms = admit.Participant;
        Require(Jurisdiction(terms.Jurisdiction).Authority, Permissions.Supervise);
        Refuse((terms.Roles & Roles.Authority) != 0, RefusalCode.NotEntitled);
        Refuse(_s.Participants.ContainsKey(terms.Lei), RefusalCode.ParticipantExists);
        CheckKeys(terms.Keys, terms.Lei);
        SetParticipant(new ModelParticipant(terms, false));
    }

    private void SetParticipant(ModelParticipant participant) =>
        _s = _s with { Participants = _s.Participants.SetItem(participant.Terms.Lei, participant) };

    private void CheckKeys(KeySet keys, Lei lei)
    {
        Refuse(
            keys.Keys.Any(key => OwnerOf(key.PublicKey) is { } owner && owner.Terms.Lei != lei),
            RefusalCode.KeyInUse
        );
        foreach (var permission in Enum.GetValues<Permissions>().Where(each => each is not 0 and not Permissions.All))
        {
            var named =
                keys.Keys.Any(key => (key.Permissions & permission) != 0)
                || keys.Thresholds.Any(threshold => threshold.Permission == permission);
            var holders = keys.Keys.Count(key => keys.Allows(key.PublicKey, permission, _s.Time));
            Refuse(named && holders < keys.ThresholdOf(permission), RefusalCode.KeySetUnusable);
        }

        Refuse(keys.Keys.IsEmpty || keys.Keys.Length > KeySet.MostKeys, RefusalCode.KeySetUnusable);
    }

    private void Apply(UpdateParticipant update)
    {
        var participant = Participant(update.Lei);
        Require(AuthorityOf(update.Lei), Permissions.Supervise);
        Refuse(
            (participant.Terms.Roles & Roles.Authority) != (update.Roles & Roles.Authority),
            RefusalCode.NotEntitled
        );
        SetParticipant(participant with { Terms = participant.Terms with { Bic = update.Bic, Roles = update.Roles } });
    }

    private void Apply(RotateKeys rotate)
    {
        var participant = Participant(rotate.Lei);
        Refuse(
            !Reaches(rotate.Lei, Permissions.Keys) && !Reaches(AuthorityOf(rotate.Lei), Permissions.Keys),
            RefusalCode.NotAuthorised
        );
        var old = participant.Terms.Keys;
        var kept = old.Keys.Where(key =>
            !rotate.Remove.Any(gone => gone.Equals(key.PublicKey))
            && !rotate.Set.Any(set => set.PublicKey.Equals(key.PublicKey))
        );
        var keys = new KeySet([.. kept, .. rotate.Set], rotate.Thresholds.IsEmpty ? old.Thresholds : rotate.Thresholds);
        CheckKeys(keys, rotate.Lei);
        SetParticipant(participant with { Terms = participant.Terms with { Keys = keys } });
    }

    private void Apply(Suspend suspend)
    {
        switch (suspend.Subject)
        {
            case ParticipantSubject subject:
                var participant = Participant(subject.Lei);
                Require(AuthorityOf(subject.Lei), Permissions.Supervise);
                SetParticipant(participant with { Suspended = !suspend.Lifted });
                break;
            case InstrumentSubject subject:
                var instrument = Instrument(subject.Instrument);
                Require(instrument.Issuer, Permissions.Supervise);
                instrument = instrument with { Suspended = !suspend.Lifted };
                _s = _s with { Instruments = _s.Instruments.SetItem(subject.Instrument, instrument) };
                break;
            case CorridorSubject { Corridor: var corridor }:
                SuspendCorridor(corridor, suspend.Lifted);
                break;
            case JurisdictionSubject subject:
                var jurisdiction = Jurisdiction(subject.Jurisdiction);
                Require(jurisdiction.Authority, Permissions.Supervise);
                jurisdiction = jurisdiction with { Suspended = !suspend.Lifted };
                _s = _s with { Jurisdictions = _s.Jurisdictions.SetItem(subject.Jurisdiction, jurisdiction) };
                break;
        }
    }

    private void SuspendCorridor(Corridor corridor, bool lifted)
    {
        var sides = new[] { (corridor.From, Jurisdiction(corridor.From)), (corridor.To, Jurisdiction(corridor.To)) };
        Refuse(corridor.From == corridor.To, RefusalCode.NotEntitled);
        var by = sides.Where(side => Reaches(side.Item2.Authority, Permissions.Supervise)).ToList();
        Refuse(by.Count == 0, RefusalCode.NotAuthorised);
        foreach (var (code, _) in by)
        {
            var mark = (corridor.From, corridor.To, code);
            _s = _s with { Corridors = lifted ? _s.Corridors.Remove(mark) : _s.Corridors.Add(mark) };
        }
    }

    private void Apply(SetJurisdictionPolicy set)
    {
        var jurisdiction = Jurisdiction(set.Jurisdiction);
        Require(jurisdiction.Authority, Permissions.Policy);
        jurisdiction = jurisdiction with { Policy = set.Policy };
        _s = _s with { Jurisdictions = _s.Jurisdictions.SetItem(set.Jurisdiction, jurisdiction) };
    }

    private void Apply(SetInstrumentPolicy set)
    {
        var instrument = Instrument(set.Instrument);
        Require(instrument.Issuer, Permissions.Policy);
        instrument = instrument with { Policy = set.Policy };
        _s = _s with { Instruments = _s.Instruments.SetItem(set.Instrument, instrument) };
    }

    private void Apply(Attest attest)
    {
        Participant(attest.Attester);
        Require(attest.Attester, Permissions.Attest);
        Refuse(attest.ExpiresAt <= _s.Time, RefusalCode.TimeOutOfRange);
        var claim = (attest.Attester, attest.Kind, attest.Subject);
        _s = _s with { Attestations = _s.Attestations.SetItem(claim, attest.ExpiresAt) };
    }

    private void Apply(RevokeAttestation revoke)
    {
        Participant(revoke.Attester);
        Require(revoke.Attester, Permissions.Attest);
        var claim = (revoke.Attester, revoke.Kind, revoke.Subject);
        Refuse(!_s.Attestations.ContainsKey(claim), RefusalCode.AttestationUnknown);
        _s = _s with { Attestations = _s.Attestations.Remove(claim) };
    }

    private static RuleReference ReferenceOf(string owner, Rule rule) => new(owner, rule.Id);

    private void Finish(Uetr uetr, SettlementStatus status) =>
        _s = _s with
        {
            Finished = _s.Finished.Add(uetr, status),
            FinishedInOrder = _s.FinishedInOrder.Add((_s.Time, uetr)),
        };
}
