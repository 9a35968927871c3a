using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using CsCheck;

namespace Comity.Protocol.Tests.Money;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData(0UL, 2, "0.00")]
    [InlineData(5UL, 2, "0.05")]
    [InlineData(100_050UL, 2, "1000.50")]
    [InlineData(100_050UL, 0, "100050")]
    [InlineData(1UL, 18, "0.000000000000000001")]
    public void An_amount_is_written_with_exactly_its_decimals(ulong units, int decimals, string text) =>
        Assert.Equal(text, AmountText.Write(units, decimals));

    [Theory]
    [InlineData("1000.5", 100_050UL)]
    [InlineData("1000.50", 100_050UL)]
    [InlineData("1000", 100_000UL)]
    [InlineData("0", 0UL)]
    [InlineData("0001.00", 100UL)]
    public void Fewer_decimals_are_taken(string text, ulong units)
    {
        Assert.True(AmountText.TryRead(text, 2, out var read, out _));
        Assert.Equal((UInt128)units, read);
    }

    [Theory]
    [InlineData("1.005", "at most 2 are allowed")]
    [InlineData("-1", "a decimal without sign")]
    [InlineData("+1", "a decimal without sign")]
    [InlineData("1,000.00", "a decimal without sign")]
    [InlineData("1e3", "a decimal without sign")]
    [InlineData("", "a decimal without sign")]
    [InlineData(".5", "a decimal without sign")]
    [InlineData("5.", "a decimal without sign")]
    [InlineData("1.2.3", "a decimal without sign")]
    [InlineData("١٢", "a decimal without sign")]
    [InlineData("3402823669209384634633746074317682114.56", "less than 2^128")]
    [InlineData("99999999999999999999999999999999999999999999", "less than 2^128")]
    public void What_is_no_amount_is_told_why(string text, string fault)
    {
        Assert.False(AmountText.TryRead(text, 2, out var units, out var told));
        Assert.Equal(UInt128.Zero, units);
        Assert.Contains(fault, told, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_is_written_is_read_back()
    {
        Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[0, 18])
            .Sample(
                static (high, low, decimals) =>
                {
                    var amount = new Amount(InstrumentId.Parse("CNY"), new UInt128(high, low));
                    var wire = amount.ToWire(decimals);
                    return AmountText.TryRead(wire.Value, decimals, out var units, out _)
                        && units == amount.Units
                        && wire.ToAmount() == amount;
                }
            );
    }

    [Theory]
    [InlineData(0UL, 2, "CNY 0.00")]
    [InlineData(99UL, 2, "CNY 0.99")]
    [InlineData(99_999UL, 2, "CNY 999.99")]
    [InlineData(100_050UL, 2, "CNY 1,000.50")]
    [InlineData(123_456_789_012UL, 2, "CNY 1,234,567,890.12")]
    [InlineData(999UL, 0, "CNY 999")]
    [InlineData(1_000_000UL, 0, "CNY 1,000,000")]
    [InlineData(1UL, 18, "CNY 0.000000000000000001")]
    public void An_amount_in_a_sentence_is_grouped_by_thousands(ulong units, int decimals, string text) =>
        Assert.Equal(text, AmountText.Say(InstrumentId.Parse("CNY"), units, decimals));
}
