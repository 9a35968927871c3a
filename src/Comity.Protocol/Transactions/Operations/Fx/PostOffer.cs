using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;

namespace Comity.Protocol.Transactions.Operations.Fx;

/// <summary>A standing promise to sell one instrument for another: the maker's authorisation ahead of time.</summary>
public sealed record PostOffer : Operation
{
    /// <summary>Most takers that an offer names.</summary>
    public const int MostTakers = 64;

    /// <summary>The maker's own id for it, never used before.</summary>
    public required OfferId Id { get; init; }

    /// <summary>The maker's account, which must hold what it sells when taken.</summary>
    public required AccountAddress Account { get; init; }

    /// <summary>What the maker gives.</summary>
    public required InstrumentId Sells { get; init; }

    /// <summary>What the maker takes.</summary>
    public required InstrumentId Buys { get; init; }

    /// <summary>The exact price.</summary>
    public required Rate Rate { get; init; }

    /// <summary>Most it sells in all, in minor units sold; at least 1.</summary>
    public required UInt128 Capacity { get; init; }

    /// <summary>Least it sells in one settlement.</summary>
    public UInt128 Minimum { get; init; }

    /// <summary>Most it sells in one settlement; 0 for no bound but the capacity.</summary>
    public UInt128 Maximum { get; init; }

    /// <summary>Who may take it; empty: anybody.</summary>
    public ImmutableArray<Lei> Takers { get; init; } = [];

    /// <summary>It cannot be taken from this block time on.</summary>
    public required Timestamp ExpiresAt { get; init; }

    /// <inheritdoc/>
    public bool Equals(PostOffer? other) =>
        other is not null
        && Id == other.Id
        && Account == other.Account
        && Sells == other.Sells
        && Buys == other.Buys
        && Rate == other.Rate
        && Capacity == other.Capacity
        && Minimum == other.Minimum
        && Maximum == other.Maximum
        && ExpiresAt == other.ExpiresAt
        && Takers.AsSpan().SequenceEqual(other.Takers.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode();

    internal static PostOffer Read(Wire.PostOffer wire, WireReader reader)
    {
        var offer = new PostOffer
        {
            Id = reader.Offer(wire.Id, "id"),
            Account = reader.Account(wire.Account, "account"),
            Sells = reader.Instrument(wire.Sells, "sells"),
            Buys = reader.Instrument(wire.Buys, "buys"),
            Rate = reader.Rate(wire.Rate, "rate"),
            Capacity = reader.PositiveUnits(wire.Capacity, "capacity"),
            Minimum = WireReader.OptionalUnits(wire.Minimum),
            Maximum = WireReader.OptionalUnits(wire.Maximum),
            Takers = reader.List(wire.Takers, "takers", 0, MostTakers, static (taker, reader) => reader.Lei(taker, "")),
            ExpiresAt = WireReader.Time(wire.ExpiresAt),
        };
        reader.Require(offer.Sells != offer.Buys, "buys", "is what it sells");
        reader.Require(offer.Minimum <= offer.Capacity, "minimum", "is above the capacity");
        reader.Require(
            offer.Maximum == 0 || offer.Maximum >= offer.Minimum,
            "maximum",
            "is below the minimum; leave it out for no bound"
        );
        return offer;
    }

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            PostOffer = new Wire.PostOffer
            {
                Id = Id.ToWire(),
                Account = Account.ToWire(),
                Sells = Sells.ToString(),
                Buys = Buys.ToString(),
                Rate = new Wire.Rate { Numerator = Rate.Numerator, Denominator = Rate.Denominator },
                Capacity = Capacity.ToWire(),
                Minimum = Minimum.ToWire(),
                Maximum = Maximum.ToWire(),
                Takers = { Takers.Select(static taker => taker.ToString()) },
                ExpiresAt = ExpiresAt.Milliseconds,
            },
        };
}
