using Comity.Cli.Scenarios.Reading;
using Comity.Protocol.Money;
using CsCheck;

namespace Comity.Cli.Tests.Scenarios;

public sealed class MidRatesTests
{
    private static readonly string[] Lines =
    [
        "# a note",
        "CURRENCY,PER_CNY",
        "CNY,1",
        "HKD,1.16950748",
        "THB,5.01402959",
    ];

    [Fact]
    public void A_rate_is_the_mid_rate_less_the_spread_exactly()
    {
        var rate = Rates().Selling(("THB", 2), ("CNY", 2), 60);

        // 5.01402959 * 0.994 in lowest terms.
        Assert.Equal(new Rate(249197270623, 50000000000), rate);
    }

    [Fact]
    public void A_rate_counts_in_minor_units_of_both_currencies()
    {
        var rate = Rates().Selling(("HKD", 0), ("CNY", 3), 0);

        Assert.Equal(new Rate(29237687, 25000000000), rate);
    }

    [Fact]
    public void There_and_back_never_gains() =>
        Gen.Select(Gen.Int[0, 500], Gen.Int[0, 8], Gen.Int[0, 8], Gen.ULong[1, 1_000_000_000_000])
            .Sample(
                (points, left, right, units) =>
                {
                    var there = Rates().Selling(("THB", left), ("HKD", right), points);
                    var back = Rates().Selling(("HKD", right), ("THB", left), points);
                    return there.TrySold(units, out var sold)
                        && back.TrySold(sold, out var returned)
                        && returned <= units;
                }
            );

    [Theory]
    [InlineData("CNY,x", "positive decimal")]
    [InlineData("CNY,0", "positive decimal")]
    [InlineData("CNY", "positive decimal")]
    [InlineData("THB,2", "twice")]
    public void A_wrong_line_is_reported_with_its_number(string line, string message)
    {
        var faults = new List<(int Line, string Message)>();

        MidRates.Read([.. Lines, line], (at, what) => faults.Add((at, what)));

        var fault = Assert.Single(faults);
        Assert.Equal(6, fault.Line);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static MidRates Rates() =>
        MidRates.Read(Lines, static (line, message) => Assert.Fail($"{line}: {message}"));
}
