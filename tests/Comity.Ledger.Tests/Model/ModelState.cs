using System.Collections.Immutable;
using System.Numerics;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

internal enum ModelAccountStatus
{
    Open,
    Frozen,
    Closed,
}

internal sealed record ModelParticipant(ParticipantTerms Terms, bool Suspended);

internal sealed record ModelJurisdiction(Lei Authority, RulePolicy Policy, bool Suspended);

internal sealed record ModelInstrument(
    Lei Issuer,
    RulePolicy Policy,
    bool Suspended,
    BigInteger Issued,
    BigInteger Redeemed
);

internal sealed record ModelAccount(Lei Owner, ModelAccountStatus Status);

internal readonly record struct ModelPosition(AccountAddress Account, InstrumentId Instrument);

internal readonly record struct ModelBalance(BigInteger Available, BigInteger Held);

internal sealed record ModelOffer(PostOffer Terms, BigInteger Remaining);

internal sealed record ModelLeg(
    AccountAddress From,
    AccountAddress To,
    InstrumentId Instrument,
    BigInteger Units,
    bool Held = false
)
{
    public ModelPosition Debited => new(From, Instrument);

    public ModelPosition Credited => new(To, Instrument);
}

internal sealed record ModelWaiting
{
    public required Settle Terms { get; init; }

    public required long Sequence { get; init; }

    public required Timestamp SubmittedAt { get; init; }

    public required ImmutableHashSet<ModelPosition> Debits { get; init; }

    public ImmutableHashSet<(Lei, Permissions)> Consents { get; init; } = [];

    public ImmutableHashSet<(Lei, Permissions, PublicKey)> Partial { get; init; } = [];

    public ImmutableHashSet<Lei> Renounced { get; init; } = [];

    public ImmutableHashSet<int> Opened { get; init; } = [];

    public bool Senior { get; init; }

    public bool Reserved { get; init; }

    public ImmutableList<ModelLeg> Held { get; init; } = [];

    public ImmutableList<(OfferId Offer, BigInteger Sold)> HeldOffers { get; init; } = [];

    public QueueTerms Queue => Terms.Queue!;

    /// <summary>Smaller is earlier: most urgent first, then oldest.</summary>
    public (int, long) Place => (-Queue.Priority, Sequence);
}

/// <summary>Everything, as values: to take something back is to take the old value.</summary>
internal sealed record ModelState
{
    public required ImmutableDictionary<Lei, ModelParticipant> Participants { get; init; }

    public required ImmutableSortedDictionary<CountryCode, ModelJurisdiction> Jurisdictions { get; init; }

    public required ImmutableDictionary<InstrumentId, ModelInstrument> Instruments { get; init; }

    public ImmutableDictionary<AccountAddress, ModelAccount> Accounts { get; init; } =
        ImmutableDictionary<AccountAddress, ModelAccount>.Empty;

    public ImmutableDictionary<ModelPosition, ModelBalance> Balances { get; init; } =
        ImmutableDictionary<ModelPosition, ModelBalance>.Empty;

    public ImmutableDictionary<Uetr, SettlementStatus> Finished { get; init; } =
        ImmutableDictionary<Uetr, SettlementStatus>.Empty;

    /// <summary>Oldest first.</summary>
    public ImmutableList<(Timestamp At, Uetr Uetr)> FinishedInOrder { get; init; } = [];

    public ImmutableSortedDictionary<(int, long), ModelWaiting> Waiting { get; init; } =
        ImmutableSortedDictionary<(int, long), ModelWaiting>.Empty;

    public ImmutableDictionary<OfferId, ModelOffer> Offers { get; init; } =
        ImmutableDictionary<OfferId, ModelOffer>.Empty;

    /// <summary>Until when each is kept.</summary>
    public ImmutableDictionary<OfferId, Timestamp> OfferIds { get; init; } =
        ImmutableDictionary<OfferId, Timestamp>.Empty;

    public ImmutableDictionary<(Lei, string, Hash256), Timestamp> Attestations { get; init; } =
        ImmutableDictionary<(Lei, string, Hash256), Timestamp>.Empty;

    public ImmutableHashSet<(CountryCode From, CountryCode To, CountryCode By)> Corridors { get; init; } = [];

    public ImmutableHashSet<(InstrumentId, bool, string)> References { get; init; } = [];

    public ImmutableDictionary<string, ImmutableList<(ulong Time, BigInteger Units)>> Usage { get; init; } =
        ImmutableDictionary<string, ImmutableList<(ulong, BigInteger)>>.Empty;

    public ImmutableHashSet<TransactionId> Seen { get; init; } = [];

    public long Sequence { get; init; }

    public Timestamp Time { get; init; }

    public static ModelState Found(NetworkGenesis genesis) =>
        new()
        {
            Time = genesis.Time,
            Participants = genesis.Jurisdictions.ToImmutableDictionary(
                founding => founding.Authority.Lei,
                founding => new ModelParticipant(founding.Authority, false)
            ),
            Jurisdictions = genesis.Jurisdictions.ToImmutableSortedDictionary(
                founding => founding.Code,
                founding => new ModelJurisdiction(founding.Authority.Lei, RulePolicy.Empty, false)
            ),
            Instruments = genesis.Instruments.ToImmutableDictionary(
                terms => terms.Id,
                terms => new ModelInstrument(terms.Issuer, RulePolicy.Empty, false, 0, 0)
            ),
        };
}

/// <summary>How the model says no; whoever asked takes the old state.</summary>
internal sealed class ModelRefusal(RefusalCode code, RuleReference? rule = null) : Exception(code.ToString())
{
    public RefusalCode Code => code;

    public RuleReference? Rule => rule;
}
