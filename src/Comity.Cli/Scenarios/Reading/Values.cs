using System.Globalization;
using System.Numerics;
using Comity.Protocol.Money;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>The small notations of scenario files.</summary>
internal static class Values
{
    /// <summary>What a span of time is written as.</summary>
    public const string SpanExpected = "a span of time as 250ms, 30s, 5m, 2h or 7d";

    /// <summary>What a rate is written as.</summary>
    public const string RateExpected = "a fraction of minor units as 501/100 (sold / bought), each 1 or more";

    /// <summary>Milliseconds from 250ms, 30s, 5m, 2h, 7d.</summary>
    public static bool Span(string text, out ulong milliseconds)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        var factor = text[digits..] switch
        {
            "ms" => 1UL,
            "s" => 1_000UL,
            "m" => 60_000UL,
            "h" => 3_600_000UL,
            "d" => 86_400_000UL,
            _ => 0UL,
        };
        milliseconds = 0;
        if (factor == 0 || digits is 0 or > 9)
        {
            return false;
        }

        milliseconds = ulong.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture) * factor;
        return true;
    }

    /// <summary>A whole number from 0.</summary>
    public static bool Count(string text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>An exact rate as 501/100.</summary>
    public static bool Fraction(string text, out Rate rate)
    {
        rate = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (
            slash < 0
            || !Whole(text[..slash], out var sold)
            || !Whole(text[(slash + 1)..], out var bought)
            || sold == 0
            || bought == 0
        )
        {
            return false;
        }

        rate = new Rate(sold, bought);
        return true;

        static bool Whole(string part, out ulong value) =>
            ulong.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A spread as "12 bp", in basis points: 0 to 9999.</summary>
    public static bool BasisPoints(string text, out int value)
    {
        value = 0;
        return text.EndsWith("bp", StringComparison.Ordinal)
            && Count(text[..^2].TrimEnd(), out value)
            && value < 10_000;
    }

    /// <summary>A decimal as an exact fraction over a power of ten.</summary>
    public static bool Decimal(string text, out (BigInteger Digits, int Decimals) value)
    {
        value = default;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        var digits = point < 0 ? text : text.Remove(point, 1);
        if (digits.Length is 0 or > 60 || (point >= 0 && decimals == 0) || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        value = (BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture), decimals);
        return true;
    }
}
