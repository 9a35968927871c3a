using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Money;

/// <summary>Amounts as the API writes them: a decimal with the instrument's decimals, no sign and no separators, as 1000.50.</summary>
public static class AmountText
{
    private const int MostDigits = 39;

    /// <summary>Minor units as a decimal with exactly so many decimals.</summary>
    /// <param name="units">Minor units.</param>
    /// <param name="decimals">0 to 18.</param>
    public static string Write(UInt128 units, int decimals)
    {
        var digits = units.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
    }

    /// <summary>An amount for people, in sentences: CNY 1,000.50.</summary>
    /// <param name="instrument">Of what.</param>
    /// <param name="units">Minor units.</param>
    /// <param name="decimals">0 to 18.</param>
    public static string Say(InstrumentId instrument, UInt128 units, int decimals)
    {
        var text = Write(units, decimals);
        var end = decimals == 0 ? text.Length : text.Length - decimals - 1;
        for (var place = end - 3; place > 0; place -= 3)
        {
            text = text.Insert(place, ",");
        }

        return $"{instrument} {text}";
    }

    /// <summary>An amount as the API writes it.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="decimals">Its instrument's decimals: 0 to 18.</param>
    public static Wire.Amount ToWire(this Amount amount, int decimals) =>
        new() { Instrument = amount.Instrument.ToString(), Value = Write(amount.Units, decimals) };

    /// <summary>Reads an amount that a node wrote: with all of its decimals, so that its digits are its minor units.</summary>
    /// <exception cref="FormatException">It is not one; 0 where it is absent.</exception>
    public static UInt128 ToUnits(this Wire.Amount? amount) =>
        amount is null
            ? UInt128.Zero
            : UInt128.Parse(amount.Value.Replace(".", "", StringComparison.Ordinal), NumberStyles.None);

    /// <summary>The same with its instrument.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static Amount ToAmount(this Wire.Amount amount) =>
        new(InstrumentId.Parse(amount.Instrument), amount.ToUnits());

    /// <summary>Reads an amount that somebody wrote: at most so many decimals, nothing is rounded.</summary>
    /// <param name="text">For example 1000.5.</param>
    /// <param name="decimals">The instrument's decimals.</param>
    /// <param name="units">Minor units.</param>
    /// <param name="fault">What is wrong with it, and what is allowed.</param>
    public static bool TryRead(string text, int decimals, out UInt128 units, [NotNullWhen(false)] out string? fault)
    {
        units = 0;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? text : text[..point];
        var part = point < 0 ? string.Empty : text[(point + 1)..];
        var shown = text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 40), "…");
        if (whole.Length == 0 || (point >= 0 && part.Length == 0) || !Digits(whole) || !Digits(part))
        {
            fault = $"is '{shown}'; a decimal without sign or separators is needed, for example 1000.50";
        }
        else if (part.Length > decimals)
        {
            fault = $"is '{shown}' with {part.Length} decimals; at most {decimals} are allowed, and nothing is rounded";
        }
        else
        {
            var digits = string.Concat(whole, part.PadRight(decimals, '0')).TrimStart('0');
            fault =
                digits.Length == 0
                || (digits.Length <= MostDigits && UInt128.TryParse(digits, NumberStyles.None, null, out units))
                    ? null
                    : $"is '{shown}'; an amount is less than 2^128 minor units";
        }

        return fault is null;
    }

    private static bool Digits(string text) => text.All(char.IsAsciiDigit);
}
