using System.Collections.Immutable;
using Comity.Ledger.State;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Money;
using Comity.Protocol.Policies;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger;

/// <summary>A waiting settlement, as it is seen from outside.</summary>
/// <param name="Terms">What was asked.</param>
/// <param name="Sequence">Its number in order of arrival.</param>
/// <param name="SubmittedAt">When it arrived.</param>
/// <param name="Reserved">Whether it holds funds.</param>
/// <param name="Authorised">Which debtors have authorised it.</param>
public sealed record WaitingSettlement(
    Settle Terms,
    ulong Sequence,
    Timestamp SubmittedAt,
    bool Reserved,
    ImmutableArray<Lei> Authorised
)
{
    /// <summary>Its place in the queue.</summary>
    public QueuePlace Place => new(Terms.Queue?.Priority ?? 0, Sequence);
}

/// <summary>Where a settlement stands in the queue: most urgent first, then oldest first.</summary>
/// <param name="Priority">0 to 9.</param>
/// <param name="Sequence">Its number in order of arrival.</param>
public readonly record struct QueuePlace(byte Priority, ulong Sequence);

/// <summary>A standing offer, as it is seen from outside.</summary>
/// <param name="Terms">What the maker promised.</param>
/// <param name="Remaining">What is left of its capacity, in minor units sold.</param>
/// <param name="Cover">What the maker's account has available of what it sells.</param>
public sealed record StandingOffer(PostOffer Terms, UInt128 Remaining, UInt128 Cover);

/// <summary>Questions about a ledger's state as it is now. As with the ledger, one thread at a time.</summary>
public sealed class LedgerView
{
    private readonly LedgerState _state;

    internal LedgerView(LedgerState state) => _state = state;

    /// <summary>How many accounts there are.</summary>
    public int AccountCount => _state.Accounts.Count;

    /// <summary>How many settlements wait.</summary>
    public int WaitingCount => _state.Waiting.Count;

    /// <summary>How many settlements have finished and are remembered.</summary>
    public int FinishedCount => _state.Finished.Count;

    /// <summary>How many leaves the state tree has.</summary>
    public int LeafCount => _state.Leaves;

    /// <summary>All instruments.</summary>
    public IEnumerable<InstrumentTerms> Instruments =>
        Enumerable.Range(0, _state.Instruments.Count).Select(index => _state.Instruments[index].Terms);

    /// <summary>All participants.</summary>
    public IEnumerable<ParticipantTerms> Participants =>
        Enumerable.Range(0, _state.Participants.Count).Select(index => _state.Participants[index].Terms);

    /// <summary>All standing offers, in order of their ids.</summary>
    public IEnumerable<StandingOffer> Offers => _state.Offers.InOrder().Select(pair => ToOffer(pair.Value));

    /// <summary>A standing offer.</summary>
    public bool TryGetOffer(OfferId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StandingOffer? offer)
    {
        offer = _state.Offers.TryGet(id, out var row) ? ToOffer(row) : null;
        return offer is not null;
    }

    /// <summary>All waiting settlements, in order of the queue.</summary>
    public IEnumerable<WaitingSettlement> Waiting => WaitingAfter(null);

    /// <summary>Waiting settlements behind a place, in order of the queue; all of them where no place is named.</summary>
    public IEnumerable<WaitingSettlement> WaitingAfter(QueuePlace? place)
    {
        var after = place is { } named ? new QueueKey(named.Priority, named.Sequence) : (QueueKey?)null;
        foreach (var (key, uetr) in _state.Waiting.ByPlace)
        {
            if ((after is not { } passed || key.CompareTo(passed) > 0) && TryGetWaiting(uetr, out var waiting))
            {
                yield return waiting;
            }
        }
    }

    /// <summary>What became of a transaction that has been ordered, as long as its valid_until has not passed.</summary>
    public bool TryGetFate(TransactionId id, out TransactionFate fate) => _state.Transactions.TryGetFate(id, out fate);

    /// <summary>Whose an account is.</summary>
    public bool TryGetOwner(AccountAddress account, out Lei owner)
    {
        var known = _state.Accounts.TryFind(account, out var index);
        owner = known ? _state.Participants[_state.Accounts[index].Owner].Terms.Lei : default;
        return known;
    }

    /// <summary>What an account holds of an instrument; nothing where either is unknown.</summary>
    public BalanceValue Balance(AccountAddress account, InstrumentId instrument)
    {
        if (
            !_state.Accounts.TryFind(account, out var accountIndex)
            || !_state.Instruments.TryFind(instrument, out var instrumentIndex)
        )
        {
            return default;
        }

        var position = _state.Positions.Find(accountIndex, instrumentIndex);
        return position < 0
            ? default
            : new BalanceValue(_state.Positions[position].Available, _state.Positions[position].Held);
    }

    /// <summary>Everything that an account holds, instrument by instrument.</summary>
    public IEnumerable<(InstrumentId Instrument, BalanceValue Balance)> Balances(AccountAddress account)
    {
        if (!_state.Accounts.TryFind(account, out var index))
        {
            yield break;
        }

        for (
            var position = _state.Accounts[index].FirstPosition;
            position >= 0;
            position = _state.Positions[position].Next
        )
        {
            var row = _state.Positions[position];
            yield return (_state.Instruments[row.Instrument].Terms.Id, new BalanceValue(row.Available, row.Held));
        }
    }

    /// <summary>What has been issued and redeemed of an instrument.</summary>
    public bool TryGetSupply(InstrumentId instrument, out SupplyValue supply)
    {
        var known = _state.Instruments.TryGet(instrument, out var row);
        supply = row?.Supply ?? default;
        return known;
    }

    /// <summary>Whose an instrument is.</summary>
    public bool TryGetIssuer(InstrumentId instrument, out Lei issuer)
    {
        var known = _state.Instruments.TryGet(instrument, out var row);
        issuer = row?.Terms.Issuer ?? default;
        return known;
    }

    /// <summary>A participant.</summary>
    public bool TryGetParticipant(
        Lei lei,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ParticipantTerms? participant
    )
    {
        participant = _state.Participants.TryGet(lei, out var row) ? row.Terms : null;
        return participant is not null;
    }

    /// <summary>Whether a public key belongs to a participant.</summary>
    public bool IsKnownKey(PublicKey key) => _state.Participants.TryFindKey(key, out _);

    /// <summary>Whether the network has a jurisdiction.</summary>
    public bool IsJurisdiction(CountryCode jurisdiction) => _state.Jurisdictions.TryGet(jurisdiction, out _);

    /// <summary>A jurisdiction's policy; empty where it is unknown.</summary>
    public RulePolicy PolicyOf(CountryCode jurisdiction) =>
        _state.Jurisdictions.TryGet(jurisdiction, out var row) ? row.Policy : RulePolicy.Empty;

    /// <summary>An instrument's policy; empty where it is unknown.</summary>
    public RulePolicy PolicyOf(InstrumentId instrument) =>
        _state.Instruments.TryGet(instrument, out var row) ? row.Policy : RulePolicy.Empty;

    /// <summary>A settlement that no longer waits and is remembered.</summary>
    public bool TryGetFinished(Uetr uetr, out SettlementValue value) => _state.Finished.TryGet(uetr, out value);

    /// <summary>A settlement that waits.</summary>
    public bool TryGetWaiting(
        Uetr uetr,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WaitingSettlement? waiting
    )
    {
        waiting = _state.Waiting.TryGet(uetr, out var row)
            ? new WaitingSettlement(
                row.Terms,
                row.Sequence,
                row.SubmittedAt,
                row.IsReserved,
                [
                    .. row
                        .Consents.Where(static consent => consent.Permission == Permissions.Pay)
                        .Select(consent => _state.Participants[consent.Participant].Terms.Lei),
                ]
            )
            : null;
        return waiting is not null;
    }

    private StandingOffer ToOffer(OfferRow row)
    {
        var position = _state.Positions.Find(row.Account, row.Sells);
        return new StandingOffer(
            row.Terms,
            row.Remaining,
            position < 0 ? UInt128.Zero : _state.Positions[position].Available
        );
    }
}
