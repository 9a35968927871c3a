using System.Collections.Immutable;
using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Settlement;

/// <summary>Which end of an exchange is stated exactly.</summary>
public enum ExchangeSide
{
    /// <summary>The payer gives exactly the amount.</summary>
    Pay = 4,

    /// <summary>The payee receives exactly the amount.</summary>
    Receive = 5,
}

/// <summary>
/// A payment through standing offers: the payer gives what the first offer buys, each maker passes on what it sells to the
/// next, and the last credits the payee. The payer needs no account in the currencies between.
/// </summary>
/// <param name="Payer">The account debited.</param>
/// <param name="Payee">The account credited.</param>
/// <param name="Offers">1 to 4 offers, in order.</param>
/// <param name="Side">Which end <paramref name="Units"/> states.</param>
/// <param name="Units">Minor units of the stated end, at least 1.</param>
/// <param name="Limit">The worst the payer accepts at the other end: least received, or most paid.</param>
public sealed record Exchange(
    AccountAddress Payer,
    AccountAddress Payee,
    ImmutableArray<OfferId> Offers,
    ExchangeSide Side,
    UInt128 Units,
    UInt128 Limit
)
{
    /// <summary>Most offers in one chain.</summary>
    public const int LongestChain = 4;

    /// <inheritdoc/>
    public bool Equals(Exchange? other) =>
        other is not null
        && Payer == other.Payer
        && Payee == other.Payee
        && Offers.AsSpan().SequenceEqual(other.Offers.AsSpan())
        && Side == other.Side
        && Units == other.Units
        && Limit == other.Limit;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Payer, Payee, Offers.Length, Side, Units, Limit);

    internal static Exchange Read(Wire.Exchange wire, WireReader reader)
    {
        var side = wire.AmountCase == Wire.Exchange.AmountOneofCase.Pay ? ExchangeSide.Pay : ExchangeSide.Receive;
        reader.Require(
            wire.Offers.Distinct().Count() == wire.Offers.Count,
            "offers",
            "names an offer twice; a chain takes each once"
        );
        return new(
            reader.Account(wire.Payer, "payer"),
            reader.Account(wire.Payee, "payee"),
            reader.List(wire.Offers, "offers", 1, LongestChain, static (id, reader) => reader.Offer(id, "")),
            side,
            reader.PositiveUnits(side == ExchangeSide.Pay ? wire.Pay : wire.Receive, "amount"),
            reader.PositiveUnits(wire.Limit, "limit")
        );
    }

    internal Wire.Exchange ToWire()
    {
        var wire = new Wire.Exchange
        {
            Payer = Payer.ToWire(),
            Payee = Payee.ToWire(),
            Limit = Limit.ToWire(),
            Offers = { Offers.Select(static offer => offer.ToWire()) },
        };
        if (Side == ExchangeSide.Pay)
        {
            wire.Pay = Units.ToWire();
        }
        else
        {
            wire.Receive = Units.ToWire();
        }

        return wire;
    }

    internal void WriteTo(CanonicalWriter writer)
    {
        writer.Account(Payer);
        writer.Account(Payee);
        writer.Byte((byte)Offers.Length);
        foreach (var offer in Offers)
        {
            writer.Offer(offer);
        }

        writer.Byte((byte)Side);
        writer.UInt128(Units);
        writer.UInt128(Limit);
    }
}
