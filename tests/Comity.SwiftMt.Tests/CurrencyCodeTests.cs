using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Tests;

public sealed class CurrencyCodeTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KWD", 3)]
    [InlineData("UYW", 4)]
    [InlineData("XAU", 2)]
    [InlineData("DEM", 2)]
    [InlineData("ZZZ", 2)]
    public void A_currency_has_the_decimals_of_iso_4217_and_two_where_that_does_not_tell(string code, int decimals) =>
        Assert.Equal(decimals, new CurrencyCode(code).Decimals);
}
