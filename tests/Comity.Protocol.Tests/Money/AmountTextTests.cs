using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Protocol.Tests.Money;

public sealed class AmountTextTests
{
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
