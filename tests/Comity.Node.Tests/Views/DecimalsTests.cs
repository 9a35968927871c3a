using Comity.Node.Views;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Testing;

namespace Comity.Node.Tests.Views;

public sealed class DecimalsTests
{
    private static readonly Lei Issuer = new TestWorld(1).Authorities[0].Lei;

    private static readonly Decimals Known = new(
        new NetworkGenesis(
            "test",
            new Timestamp(1),
            new NetworkParameters(),
            [],
            [
                new InstrumentTerms(InstrumentId.Parse("CNY"), 2, Issuer),
                new InstrumentTerms(InstrumentId.Parse("JPY"), 0, Issuer),
                new InstrumentTerms(InstrumentId.Parse("KWD"), 3, Issuer),
            ]
        )
    );

    [Theory]
    [InlineData("CNY", "CNY", 1_085, 1_000, "1.085")]
    // 20 yen for 100 fen: 20 yen for one yuan.
    [InlineData("JPY", "CNY", 20, 100, "20")]
    [InlineData("CNY", "JPY", 5, 1, "0.05")]
    [InlineData("KWD", "CNY", 42, 1_000, "0.0042")]
    [InlineData("CNY", "CNY", 1, 3, "0.3333333333")]
    [InlineData("CNY", "CNY", 2_000_000, 3, "666666.6666")]
    [InlineData("CNY", "CNY", ulong.MaxValue, 1, "18446744073709551615")]
    [InlineData("CNY", "CNY", 1, ulong.MaxValue, "0.00000000000000000005421010862")]
    public void A_price_is_shown_in_whole_units_to_ten_digits_rounded_down(
        string sells,
        string buys,
        ulong numerator,
        ulong denominator,
        string shown
    )
    {
        var price = Known.Price(InstrumentId.Parse(sells), InstrumentId.Parse(buys), new Rate(numerator, denominator));

        Assert.Equal(shown, price.Decimal);
        Assert.Equal((numerator, denominator), (price.Numerator, price.Denominator));
    }
}
