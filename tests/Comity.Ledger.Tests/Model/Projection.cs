using System.Collections.Immutable;
using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Participants;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

/// <summary>A view of the ledger made of its genesis and its events, and of nothing else.</summary>
internal sealed class Projection
{
    private const int AccountsPerLeaf = 64;

    private readonly Dictionary<Lei, ParticipantTerms> _participants = [];
    private readonly HashSet<Lei> _suspendedParticipants = [];
    private readonly HashSet<InstrumentId> _suspendedInstruments = [];
    private readonly HashSet<CountryCode> _suspendedJurisdictions = [];
    private readonly HashSet<(Corridor Corridor, CountryCode By)> _suspendedCorridors = [];
    private readonly Dictionary<InstrumentId, RulePolicy> _instrumentPolicies = [];
    private readonly Dictionary<CountryCode, RulePolicy> _jurisdictionPolicies = [];
    private readonly Dictionary<AccountAddress, (Lei Owner, byte Status)> _accounts = [];
    private readonly List<AccountAddress> _opened = [];
    private readonly Dictionary<(AccountAddress, InstrumentId), (UInt128 Available, UInt128 Held)> _balances = [];
    private readonly Dictionary<InstrumentId, (UInt128 Issued, UInt128 Redeemed)> _supply = [];
    private readonly Dictionary<OfferId, (Protocol.Transactions.Operations.Fx.PostOffer Terms, UInt128 Left)> _offers =
    [];
    private readonly Dictionary<(Lei, string, Hash256), Timestamp> _claims = [];
    private readonly Dictionary<Uetr, (Settle Terms, ulong Sequence, bool Held)> _waiting = [];
    private readonly Dictionary<Uetr, HashSet<Lei>> _authorised = [];
    private readonly Dictionary<Uetr, SettlementValue> _finished = [];
    private readonly ulong _retention;
    private Timestamp _now;

    public Projection(NetworkGenesis genesis)
    {
        _retention = genesis.Parameters.RetentionMilliseconds;
        foreach (var founding in genesis.Jurisdictions)
        {
            _participants.Add(founding.Authority.Lei, founding.Authority);
            _jurisdictionPolicies.Add(founding.Code, RulePolicy.Empty);
        }

        foreach (var instrument in genesis.Instruments)
        {
            _instrumentPolicies.Add(instrument.Id, RulePolicy.Empty);
            _supply.Add(instrument.Id, default);
        }
    }

    public void Apply(BlockResult block)
    {
        _now = block.Time;
        foreach (var happened in block.Events)
        {
            if (!ApplySettlement(happened) && !ApplyFx(happened) && !ApplyAdministration(happened))
            {
                Assert.IsType<SettlementSigned>(happened, exactMatch: false);
            }
        }
    }

    private bool ApplySettlement(LedgerEvent happened)
    {
        switch (happened)
        {
            case SettlementQueued queued:
                _waiting.Add(queued.Settlement.Uetr, (queued.Settlement, queued.Sequence, false));
                _authorised[queued.Settlement.Uetr] = [];
                return true;
            case SettlementAuthorised authorised:
                _authorised[authorised.Uetr].Add(authorised.Debtor);
                return true;
            case FundsReserved reserved:
                Move(reserved.Legs, (leg, sign) => (leg.From, -1, 1));
                _waiting[reserved.Uetr] = _waiting[reserved.Uetr] with { Held = true };
                return true;
            case FundsReleased released:
                Move(released.Legs, (leg, sign) => (leg.From, 1, -1));
                return true;
            case SettlementSettled settled:
                var held = _waiting.Remove(settled.Uetr, out var row) && row.Held;
                Move(settled.Legs, (leg, _) => (leg.To, 1, 0));
                Move(settled.Legs, (leg, _) => (leg.From, held ? 0 : -1, held ? -1 : 0));
                _finished[settled.Uetr] = new SettlementValue(SettlementStatus.Settled, _now, settled.Terms);
                return true;
            case SettlementCancelled cancelled:
                Leave(cancelled.Uetr, SettlementStatus.Cancelled);
                return true;
            case SettlementExpired expired:
                Leave(expired.Uetr, SettlementStatus.Expired);
                return true;
            case SettlementSigned or SettlementApproved or SettlementFulfilled or SettlementRenounced or LiquiditySaved:
                return true;
            default:
                return false;
        }
    }

    private void Leave(Uetr uetr, SettlementStatus status)
    {
        Assert.True(_waiting.Remove(uetr, out var row), $"{uetr} left a queue in which it was not.");
        _finished[uetr] = new SettlementValue(status, _now, row.Terms.Terms);
    }

    private void Move(
        ImmutableArray<Leg> legs,
        Func<Leg, int, (AccountAddress Account, int Available, int Held)> effect
    )
    {
        foreach (var leg in legs)
        {
            var (account, available, held) = effect(leg, 0);
            Change(account, leg.Amount, available, held);
        }
    }

    private void Change(AccountAddress account, Amount amount, int available, int held)
    {
        var old = _balances.GetValueOrDefault((account, amount.Instrument));
        _balances[(account, amount.Instrument)] = (
            Add(old.Available, available, amount.Units),
            Add(old.Held, held, amount.Units)
        );
    }

    // A net of several legs may pass through less than nothing: what counts is where it ends.
    private static UInt128 Add(UInt128 value, int sign, UInt128 units) =>
        unchecked(
            sign > 0 ? value + units
            : sign < 0 ? value - units
            : value
        );

    private bool ApplyFx(LedgerEvent happened)
    {
        switch (happened)
        {
            case OfferPosted posted:
                _offers.Add(posted.Offer.Id, (posted.Offer, posted.Offer.Capacity));
                return true;
            case OfferTaken taken:
                _offers[taken.Id] = (_offers[taken.Id].Terms, _offers[taken.Id].Left - taken.Sold);
                return true;
            case OfferRestored restored:
                _offers[restored.Id] = (_offers[restored.Id].Terms, _offers[restored.Id].Left + restored.Sold);
                return true;
            case OfferWithdrawn withdrawn:
                return _offers.Remove(withdrawn.Id);
            case OfferExpired expired:
                return _offers.Remove(expired.Id);
            case CurrencyIssued issued:
                Change(issued.Account, new Amount(issued.Instrument, issued.Units), 1, 0);
                _supply[issued.Instrument] = (
                    _supply[issued.Instrument].Issued + issued.Units,
                    _supply[issued.Instrument].Redeemed
                );
                return true;
            case CurrencyRedeemed redeemed:
                Change(redeemed.Account, new Amount(redeemed.Instrument, redeemed.Units), -1, 0);
                _supply[redeemed.Instrument] = (
                    _supply[redeemed.Instrument].Issued,
                    _supply[redeemed.Instrument].Redeemed + redeemed.Units
                );
                return true;
            default:
                return false;
        }
    }

    private bool ApplyAdministration(LedgerEvent happened)
    {
        switch (happened)
        {
            case AccountOpened opened:
                _accounts.Add(opened.Account, (opened.Owner, 0));
                _opened.Add(opened.Account);
                return true;
            case AccountClosed closed:
                _accounts[closed.Account] = (_accounts[closed.Account].Owner, 2);
                return true;
            case AccountFrozen frozen:
                _accounts[frozen.Account] = (_accounts[frozen.Account].Owner, 1);
                return true;
            case AccountReleased released:
                _accounts[released.Account] = (_accounts[released.Account].Owner, 0);
                return true;
            case ParticipantAdmitted admitted:
                _participants.Add(admitted.Participant.Lei, admitted.Participant);
                return true;
            case ParticipantUpdated updated:
                _participants[updated.Participant.Lei] = updated.Participant;
                return true;
            case KeysRotated rotated:
                _participants[rotated.Participant.Lei] = rotated.Participant;
                return true;
            case SuspensionChanged changed:
                Suspend(changed);
                return true;
            case JurisdictionPolicySet set:
                _jurisdictionPolicies[set.Jurisdiction] = set.Policy;
                return true;
            case InstrumentPolicySet set:
                _instrumentPolicies[set.Instrument] = set.Policy;
                return true;
            case ClaimAttested claim:
                _claims[(claim.Attester, claim.Kind, claim.Subject)] = claim.ExpiresAt;
                return true;
            case AttestationRevoked claim:
                return _claims.Remove((claim.Attester, claim.Kind, claim.Subject));
            case AttestationExpired claim:
                return _claims.Remove((claim.Attester, claim.Kind, claim.Subject));
            default:
                return false;
        }
    }

    private void Suspend(SuspensionChanged changed)
    {
        switch (changed.Subject)
        {
            case ParticipantSubject subject:
                Mark(_suspendedParticipants, subject.Lei, changed.Lifted);
                break;
            case InstrumentSubject subject:
                Mark(_suspendedInstruments, subject.Instrument, changed.Lifted);
                break;
            case JurisdictionSubject subject:
                Mark(_suspendedJurisdictions, subject.Jurisdiction, changed.Lifted);
                break;
            case CorridorSubject subject:
                Mark(_suspendedCorridors, (subject.Corridor, _participants[changed.By].Jurisdiction), changed.Lifted);
                break;
        }
    }

    private static void Mark<T>(HashSet<T> marks, T mark, bool lifted) =>
        _ = lifted ? marks.Remove(mark) : marks.Add(mark);

    /// <summary>Where the view and the ledger differ, by the ledger's questions and by proofs against its root.</summary>
    public string? Compare(Ledger ledger)
    {
        var view = ledger.View;
        if (
            !_balances.All(pair =>
                view.Balance(pair.Key.Item1, pair.Key.Item2) == new BalanceValue(pair.Value.Available, pair.Value.Held)
            )
        )
        {
            return "balances made of events differ";
        }

        if (
            !_supply.All(pair =>
                view.TryGetSupply(pair.Key, out var supply) && (supply.Issued, supply.Redeemed) == pair.Value
            )
        )
        {
            return "supply made of events differs";
        }

        var waiting = _waiting.Values.OrderByDescending(row => row.Terms.Queue!.Priority).ThenBy(row => row.Sequence);
        if (!view.Waiting.Select(row => (row.Terms, row.Sequence, row.Reserved)).SequenceEqual(waiting))
        {
            return "the queue made of events differs";
        }

        if (!view.Waiting.All(row => _authorised[row.Terms.Uetr].SetEquals(row.Authorised)))
        {
            return "the authorisations made of events differ";
        }

        // A view keeps what the ledger forgets, and the ledger forgets nothing before its time.
        var remembered = _finished.Where(pair => view.TryGetFinished(pair.Key, out _)).ToDictionary();
        if (
            !remembered.All(pair => view.TryGetFinished(pair.Key, out var value) && value == pair.Value)
            || view.FinishedCount != remembered.Count
            || _finished.Except(remembered).Any(pair => pair.Value.Time.Plus(_retention) > _now)
        )
        {
            return "finished settlements made of events differ";
        }

        var offers = _offers.OrderBy(pair => pair.Key).Select(pair => pair.Value);
        if (!view.Offers.Select(offer => (offer.Terms, offer.Remaining)).SequenceEqual(offers))
        {
            return "offers made of events differ";
        }

        if (
            !_jurisdictionPolicies.All(pair => Equal(view.PolicyOf(pair.Key), pair.Value))
            || !_instrumentPolicies.All(pair => Equal(view.PolicyOf(pair.Key), pair.Value))
        )
        {
            return "policies made of events differ";
        }

        return CompareProofs(ledger);
    }

    private static bool Equal(RulePolicy first, RulePolicy second) => first.ToWire().Equals(second.ToWire());

    // What no question of the view asks for is proved: the leaf that events say there is, is there.
    private string? CompareProofs(Ledger ledger)
    {
        var root = ledger.Commit();
        var numbers = ledger.View.Participants.Select((participant, index) => (participant.Lei, index)).ToDictionary();
        var jurisdictions = ledger
            .Genesis.Jurisdictions.Select((founding, index) => (founding.Code, index))
            .ToDictionary();
        foreach (var (group, accounts) in _opened.Chunk(AccountsPerLeaf).Index())
        {
            var (key, record) = (new CanonicalWriter(), new CanonicalWriter());
            key.UInt32((uint)group);
            foreach (var account in accounts)
            {
                record.Account(account);
                record.UInt32((uint)numbers[_accounts[account].Owner]);
                record.Byte(_accounts[account].Status);
            }

            if (!Proved(ledger, root, StateKey.Of(StateKind.Accounts, key.Written), record))
            {
                return $"group {group} of the accounts made of events is not in the tree";
            }
        }

        foreach (var (lei, terms) in _participants)
        {
            var (key, record) = (new CanonicalWriter(), new CanonicalWriter());
            key.Text(lei.ToString());
            record.LongBytes(Protocol.Transactions.OperationBytes.ToBytes(terms));
            record.UInt32((uint)jurisdictions[terms.Jurisdiction]);
            record.Flag(_suspendedParticipants.Contains(lei));
            if (!Proved(ledger, root, StateKey.Of(StateKind.Participant, key.Written), record))
            {
                return $"participant {lei} made of events is not in the tree";
            }
        }

        foreach (var ((attester, kind, subject), expiresAt) in _claims)
        {
            var (key, record) = (new CanonicalWriter(), new CanonicalWriter());
            key.Text(attester.ToString());
            key.Text(kind);
            key.Hash(subject);
            record.Time(expiresAt);
            if (!Proved(ledger, root, StateKey.Of(StateKind.Attestation, key.Written), record))
            {
                return $"a claim of {attester} made of events is not in the tree";
            }
        }

        return CompareCorridors(ledger, root);
    }

    private string? CompareCorridors(Ledger ledger, Hash256 root)
    {
        var codes = ledger.Genesis.Jurisdictions.Select(founding => founding.Code).ToList();
        var all = codes.SelectMany(from => codes.SelectMany(to => new[] { (from, to, by: from), (from, to, by: to) }));
        foreach (var (from, to, by) in all)
        {
            var key = new CanonicalWriter();
            key.Text(from.ToString());
            key.Text(to.ToString());
            key.Text(by.ToString());
            var place = StateKey.Of(StateKind.Corridor, key.Written);
            Hash256? expected = _suspendedCorridors.Contains((new Corridor(from, to), by)) ? Sha256.Hash([]) : null;
            if (!ledger.Prove(place).Verify(root, place, expected))
            {
                return $"corridor {from}-{to} by {by} made of events differs";
            }
        }

        return null;
    }

    private static bool Proved(Ledger ledger, Hash256 root, Hash256 key, CanonicalWriter record) =>
        ledger.Prove(key).Verify(root, key, Sha256.Hash(record.Written));
}
