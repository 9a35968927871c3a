using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests;

internal sealed partial class World
{
    /// <summary>An offer for an hour.</summary>
    public PostOffer Offer(string id, string maker, string sells, string buys, Rate rate, UInt128 capacity) =>
        new()
        {
            Id = Party.OfferNamed(id),
            Account = this[maker].Account,
            Sells = Instrument(sells),
            Buys = Instrument(buys),
            Rate = rate,
            Capacity = capacity,
            ExpiresAt = In(3_600_000),
        };

    /// <summary>A settlement through offers.</summary>
    public Settle Exchanging(
        string payer,
        string payee,
        ExchangeSide side,
        UInt128 units,
        UInt128 limit,
        params string[] offers
    ) =>
        new()
        {
            Uetr = NextUetr(),
            Exchanges =
            [
                new Exchange(
                    this[payer].Account,
                    this[payee].Account,
                    [.. offers.Select(Party.OfferNamed)],
                    side,
                    units,
                    limit
                ),
            ],
        };

    public UInt128 RemainingOf(string offer) =>
        Ledger.View.Offers.Single(standing => standing.Terms.Id == Party.OfferNamed(offer)).Remaining;
}
