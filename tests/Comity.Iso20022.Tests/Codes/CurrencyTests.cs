using Comity.Iso20022.Codes;

namespace Comity.Iso20022.Tests.Codes;

public sealed class CurrencyTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Theory]
    [InlineData("EUR", "978", 2)]
    [InlineData("JPY", "392", 0)]
    [InlineData("BHD", "048", 3)]
    [InlineData("CLF", "990", 4)]
    [InlineData("UYW", "927", 4)]
    [InlineData("XCG", "532", 2)]
    [InlineData("XAD", "396", 2)]
    [InlineData("ZWG", "924", 2)]
    [InlineData("XAU", "959", null)]
    [InlineData("XDR", "960", null)]
    public void A_currency_has_its_number_and_its_decimals(string code, string number, int? decimals)
    {
        Assert.True(Currencies.TryFind(code, out var currency));

        Assert.Equal((number, decimals), (currency.Number, currency.MinorUnits));
        Assert.Equal(decimals, Currencies.MinorUnitsOf(code));
        Assert.True(currency.IsInUse(Today));
    }

    [Theory]
    [InlineData("10.50", "EUR")]
    [InlineData("10.500", "EUR")]
    [InlineData("10", "JPY")]
    [InlineData("10.00", "JPY")]
    [InlineData("0.125", "KWD")]
    [InlineData("0.1234", "CLF")]
    [InlineData("0.12345", "XAU")]
    [InlineData("-10.5", "EUR")]
    [InlineData("79228162514264337593543950335", "EUR")]
    public void An_amount_with_at_most_its_currencys_decimals_is_right(string amount, string code) =>
        Assert.Null(Currencies.Check(decimal.Parse(amount), code, Today));

    [Theory]
    [InlineData("10.505", "EUR", 3)]
    [InlineData("10.5", "JPY", 1)]
    [InlineData("0.1250001", "KWD", 7)]
    [InlineData("0.12345", "CLF", 5)]
    [InlineData("-0.001", "USD", 3)]
    public void An_amount_with_more_is_refused_and_both_are_named(string amount, string code, int decimals)
    {
        var refusal = Assert.IsType<AmountRefusal.TooManyDecimals>(
            Currencies.Check(decimal.Parse(amount), code, Today)
        );

        Assert.Equal((code, decimals), (refusal.Currency.Code, refusal.Decimals));
        Assert.StartsWith(
            $"{amount} has {decimals} decimals, {code} has {refusal.Currency.MinorUnits}",
            refusal.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("BGN", "2026-01-31", true)]
    [InlineData("BGN", "2026-02-01", false)]
    [InlineData("HRK", "2023-01-31", true)]
    [InlineData("HRK", "2023-02-01", false)]
    [InlineData("DEM", "2002-03-31", true)]
    [InlineData("ILP", "1981-12-31", true)]
    [InlineData("ILP", "1982-01-01", false)]
    [InlineData("DDM", "1990-09-30", true)]
    [InlineData("VNC", "1991-01-01", false)]
    public void A_withdrawn_currency_is_in_use_to_the_end_of_its_month(string code, string day, bool isInUse)
    {
        var refusal = Currencies.Check(1m, code, DateOnly.Parse(day));

        Assert.Equal(isInUse ? null : typeof(AmountRefusal.WithdrawnCurrency), refusal?.GetType());
    }

    [Theory]
    [InlineData("ZZZ")]
    [InlineData("eur")]
    [InlineData("")]
    public void What_iso_4217_does_not_have_is_refused(string code) =>
        Assert.IsType<AmountRefusal.UnknownCurrency>(Currencies.Check(1m, code, Today));

    [Fact]
    public void The_lists_are_whole()
    {
        var current = Currencies.All.Where(static currency => currency.Withdrawn is null).ToList();

        Assert.Equal(178, current.Count);
        Assert.All(current, static c => Assert.Matches("^[0-9]{3}$", c.Number));
        Assert.All(current, static c => Assert.True(c.MinorUnits is null or (>= 0 and <= 4)));
        Assert.All(Currencies.All, static c => Assert.Matches("^[A-Z]{3}$", c.Code));
        Assert.All(Currencies.All, static c => Assert.NotEmpty(c.Name));
        Assert.All(Currencies.All, static c => Assert.NotEmpty(c.Entities));
        Assert.Equal(current.Count, current.Select(static c => c.Number).Distinct(StringComparer.Ordinal).Count());
        Assert.True(Currencies.TryFind("CHE", out var wir));
        Assert.True(wir.IsFund);
    }
}
