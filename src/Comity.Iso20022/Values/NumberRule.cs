using System.Globalization;

namespace Comity.Iso20022.Values;

/// <summary>What a number type allows (XML Schema part 2, sections 4.3.11 and 4.3.12): zeros at the end do not count.</summary>
internal sealed class NumberRule(string type, string allowed, int totalDigits, int fractionDigits, decimal least)
{
    private const int DecimalDigits = 28;

    public Checked<T> Check<T>(decimal value, Func<decimal, T> make)
        where T : notnull => Allows(value) ? new Checked<T>.Valid(make(value)) : new Checked<T>.Refused(Refusal(value));

    public decimal Require(decimal value) =>
        Allows(value) ? value : throw new ArgumentException(Refusal(value).ToString(), nameof(value));

    private ValueRefusal Refusal(decimal value) => new(type, value.ToString(CultureInfo.InvariantCulture), allowed);

    private bool Allows(decimal value)
    {
        if (value < least)
        {
            return false;
        }

        // Dividing by one with all its decimals removes zeros at the end of the fraction.
        var shortest = value / 1.0000000000000000000000000000m;
        if (shortest.Scale > Math.Min(fractionDigits, totalDigits))
        {
            return false;
        }

        // Of all digits, a zero before the point alone does not count: 0.5 has one digit.
        return totalDigits >= DecimalDigits || decimal.Abs(shortest) < PowerOfTen(totalDigits - shortest.Scale);
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
        {
            power = exponent > 0 ? power * 10m : power / 10m;
        }

        return power;
    }
}
