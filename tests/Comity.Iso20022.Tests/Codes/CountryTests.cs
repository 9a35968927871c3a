using Comity.Iso20022.Codes;
using Comity.Iso20022.Identifiers;

namespace Comity.Iso20022.Tests.Codes;

public sealed class CountryTests
{
    [Theory]
    [InlineData("CH")]
    [InlineData("CHE")]
    [InlineData("756")]
    public void A_country_is_found_by_each_of_its_codes(string code)
    {
        Assert.True(Countries.TryFind(code, out var country));

        Assert.Equal(new Country("CH", "CHE", "756", "Switzerland", IsAssigned: true), country);
    }

    [Theory]
    [InlineData("ZZ")]
    [InlineData("ch")]
    [InlineData("UK")]
    [InlineData("000")]
    [InlineData("")]
    public void What_iso_3166_does_not_have_is_not_found(string code) => Assert.False(Countries.TryFind(code, out _));

    [Fact]
    public void Kosovo_is_there_as_payments_use_it_and_marked()
    {
        Assert.True(Countries.TryFind("XK", out var kosovo));

        Assert.False(kosovo.IsAssigned);
        Assert.Equal(249, Countries.All.Count(static country => country.IsAssigned));
    }

    [Fact]
    public void Each_country_of_the_iban_registry_is_a_country() =>
        Assert.All(
            IbanCountry.All.SelectMany(static country => country.AlsoUsedBy.Append(country.Code)),
            static code => Assert.True(Countries.TryFind(code, out _), code)
        );
}
