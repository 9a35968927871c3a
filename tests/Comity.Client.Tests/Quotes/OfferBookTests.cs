using System.Collections.Immutable;
using System.Numerics;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Quotes;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Settlement;
using CsCheck;

namespace Comity.Client.Tests.Quotes;

public sealed class OfferBookTests
{
    private static readonly ImmutableArray<InstrumentId> Currencies =
    [
        .. new[] { "AED", "CNY", "HKD", "SAR", "THB" }.Select(InstrumentId.Parse),
    ];

    private static readonly Lei Taker = Lei.WithCheckDigits("TAKER0000000000000");
    private static readonly Lei Other = Lei.WithCheckDigits("OTHER0000000000000");

    private static readonly Gen<StandingOffer> Offers =
        from id in Gen.Byte.Array[16]
        from account in Gen.Byte[0, 3]
        from pair in Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4])
        from rate in Gen.Select(Gen.ULong[1, 9], Gen.ULong[1, 9])
        from bounds in Gen.Select(Gen.UInt[0, 60], Gen.UInt[0, 3], Gen.UInt[1, 400], Gen.UInt[1, 400])
        from takers in Gen.Int[0, 9]
        from expires in Gen.ULong[90, 300]
        select new StandingOffer(
            new OfferId(id),
            Other,
            new AccountAddress(Enumerable.Repeat(account, 20).ToArray()),
            Currencies[pair.Item1],
            Currencies[(pair.Item1 + pair.Item2) % 5],
            new Rate(rate.Item1, rate.Item2),
            bounds.Item1,
            bounds.Item2 == 0 ? bounds.Item1 + 50 : 0,
            bounds.Item3,
            bounds.Item4,
            takers switch
            {
                0 => [Other],
                1 => [Other, Taker],
                _ => [],
            },
            new Timestamp(expires)
        );

    private static readonly Gen<(QuoteRequest Request, ImmutableArray<StandingOffer> Offers)> Cases =
        from offers in Offers.Array[0, 14]
        from pair in Gen.Select(Gen.Int[0, 4], Gen.Int[1, 4])
        from forward in Gen.Bool
        from units in Gen.UInt[1, 200]
        select (
            new QuoteRequest(
                Currencies[pair.Item1],
                Currencies[(pair.Item1 + pair.Item2) % 5],
                forward ? ExchangeSide.Pay : ExchangeSide.Receive,
                units,
                Taker,
                new Timestamp(100)
            ),
            offers.DistinctBy(offer => offer.Id).ToImmutableArray()
        );

    [Fact]
    public void A_quote_is_the_best_that_trying_every_chain_finds()
    {
        Cases.Sample(
            each =>
            {
                var found = new OfferBook(each.Offers).TryQuote(each.Request, out var quote);
                var best = BruteForce.Best(each.Request, each.Offers);
                Assert.Equal(best is not null, found);
                if (quote is not null)
                {
                    var outcome = each.Request.Side == ExchangeSide.Pay ? quote.Received : quote.Given;
                    Assert.Equal(best, (BigInteger)outcome.Units);
                }
            },
            iter: 20_000,
            threads: 1
        );
    }

    [Fact]
    public void A_quote_does_not_depend_on_the_order_of_the_offers()
    {
        Cases.Sample(
            each =>
            {
                new OfferBook(each.Offers).TryQuote(each.Request, out var quote);
                new OfferBook([.. each.Offers.Reverse()]).TryQuote(each.Request, out var reversed);
                Assert.Equal($"{quote}", $"{reversed}");
                Assert.Equal(
                    quote?.Steps.Select(step => step.Offer.Id) ?? [],
                    reversed?.Steps.Select(step => step.Offer.Id) ?? []
                );
            },
            iter: 5_000,
            threads: 1
        );
    }

    [Fact]
    public void A_third_currency_is_used_where_it_is_cheaper_and_every_rate_is_shown()
    {
        var book = new OfferBook([
            Make(1, "THB", "CNY", 4, 1),
            Make(2, "HKD", "CNY", 11, 10),
            Make(3, "THB", "HKD", 4, 1),
        ]);
        var request = Ask("CNY", "THB", ExchangeSide.Receive, 4_400);

        Assert.True(book.TryQuote(request, out var quote));

        Assert.Equal(["11/10", "4/1"], quote.Steps.Select(step => $"{step.Rate}"));
        Assert.Equal((UInt128)1_000, quote.Given.Units);
        Assert.Equal((UInt128)4_400, quote.Received.Units);
    }

    [Fact]
    public void Among_equals_the_shorter_chain_and_then_the_smaller_id_counts()
    {
        var book = new OfferBook([
            Make(9, "THB", "CNY", 4, 1),
            Make(1, "HKD", "CNY", 1, 1),
            Make(2, "THB", "HKD", 4, 1),
        ]);
        Assert.True(book.TryQuote(Ask("CNY", "THB", ExchangeSide.Pay, 100), out var direct));
        Assert.Single(direct.Steps);

        book = new OfferBook([Make(9, "THB", "CNY", 4, 1), Make(8, "THB", "CNY", 8, 2)]);
        Assert.True(book.TryQuote(Ask("CNY", "THB", ExchangeSide.Pay, 100), out var smallest));
        Assert.Equal(Make(8, "THB", "CNY", 8, 2).Id, smallest.Steps[0].Offer.Id);
    }

    [Fact]
    public void What_a_quote_takes_is_not_quoted_again()
    {
        var book = new OfferBook([Make(1, "THB", "CNY", 4, 1) with { Remaining = 500 }]);
        var request = Ask("CNY", "THB", ExchangeSide.Receive, 300);
        Assert.True(book.TryQuote(request, out var quote));
        Assert.False(book.Without(quote).TryQuote(request, out _));
    }

    private static QuoteRequest Ask(string gives, string receives, ExchangeSide side, ulong units) =>
        new(InstrumentId.Parse(gives), InstrumentId.Parse(receives), side, units, Taker, new Timestamp(100));

    private static StandingOffer Make(byte id, string sells, string buys, ulong numerator, ulong denominator) =>
        new(
            new OfferId([.. Enumerable.Repeat(id, 16)]),
            Other,
            new AccountAddress([.. Enumerable.Repeat(id, 20)]),
            InstrumentId.Parse(sells),
            InstrumentId.Parse(buys),
            new Rate(numerator, denominator),
            0,
            0,
            1_000_000,
            1_000_000,
            [],
            new Timestamp(200)
        );
}
