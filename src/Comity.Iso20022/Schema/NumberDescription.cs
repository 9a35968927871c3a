using System.Globalization;
using System.Text;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>A decimal type (XML Schema part 2, sections 4.3.11 and 4.3.12): zeros before and behind do not count as digits.</summary>
public sealed class NumberDescription : SimpleDescription
{
    private const int MostUsualDigits = 18;
    private const int MostDigits = 28;

    private readonly Func<decimal, object>? make;

    // By the digits after the point: what a number must stay below so that all its digits are few enough.
    private readonly decimal[] mostUsual;

    internal NumberDescription(
        string name,
        string allowed,
        int totalDigits,
        int fractionDigits,
        decimal least,
        Func<decimal, object>? make = null
    )
        : base(name, allowed)
    {
        (TotalDigits, FractionDigits, Least, this.make) = (totalDigits, fractionDigits, least, make);
        mostUsual =
        [
            .. Enumerable
                .Range(0, Math.Min(Math.Min(fractionDigits, totalDigits), MostDigits) + 1)
                .Select(scale => Power(Math.Min(totalDigits - scale, MostDigits))),
        ];
    }

    /// <summary>Most digits in all. A number holds any 28, and 29 up to 7.9e28; one with more is refused, never rounded.</summary>
    public int TotalDigits { get; }

    /// <summary>Most digits after the point, at least 0.</summary>
    public int FractionDigits { get; }

    /// <summary>The least number allowed.</summary>
    public decimal Least { get; }

    /// <inheritdoc/>
    public override object? Parse(string text) => TryParse(text, out var number) ? make!(number) : null;

    /// <inheritdoc/>
    public override string Text(object value) => ((NumberValue)value).ToString();

    /// <summary>The number that a text in XML stands for, if the type allows it; its digits after the point are kept.</summary>
    internal bool TryParse(ReadOnlySpan<char> given, out decimal number)
    {
        number = 0;
        var text = given.Trim(" \t\n\r");
        var digits = text is ['+' or '-', ..] ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = (point < 0 ? digits : digits[..point]).TrimStart('0');
        var fraction = point < 0 ? [] : digits[(point + 1)..].TrimEnd('0');
        return digits.ContainsAnyInRange('0', '9')
            && !whole.ContainsAnyExceptInRange('0', '9')
            && !fraction.ContainsAnyExceptInRange('0', '9')
            && whole.Length + fraction.Length <= TotalDigits
            && fraction.Length <= FractionDigits
            && decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out number
            )
            && number.Scale >= fraction.Length
            && number >= Least;
    }

    internal bool TryParseUtf8(ReadOnlySpan<byte> text, out decimal number)
    {
        if (TryParseUsual(text, out number))
        {
            return true;
        }

        Span<char> characters = stackalloc char[64];
        if (text.Length > characters.Length)
        {
            return TryParse(Encoding.UTF8.GetString(text), out number);
        }

        var length = Encoding.UTF8.GetChars(text, characters);
        return TryParse(characters[..length], out number);
    }

    internal override object? ParseUtf8(ReadOnlySpan<byte> text) =>
        TryParseUtf8(text, out var number) ? make!(number) : null;

    internal Checked<T> Check<T>(decimal value, Func<decimal, T> construct)
        where T : notnull =>
        Allows(value) ? new Checked<T>.Valid(construct(value)) : new Checked<T>.Refused(Refusal(value));

    internal decimal Require(decimal value) =>
        Allows(value) ? value : throw new ArgumentException(Refusal(value).ToString(), nameof(value));

    // Digits, and a point between them at most: nearly all numbers. False says nothing.
    private bool TryParseUsual(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0;
        if (text.Length is 0 or > MostUsualDigits)
        {
            return false;
        }

        var (units, scale) = (0L, -1);
        foreach (var digit in text)
        {
            if (digit == '.' && scale < 0)
            {
                scale = 0;
                continue;
            }

            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            units = (units * 10) + (digit - '0');
            scale += scale < 0 ? 0 : 1;
        }

        if (scale == text.Length - 1)
        {
            return false;
        }

        number = new decimal(unchecked((int)units), (int)(units >> 32), 0, isNegative: false, (byte)Math.Max(scale, 0));
        return AllowsUsual(number);
    }

    // True only for what the type allows; false says nothing. Zeros count here, so that the digits need not be.
    private bool AllowsUsual(decimal value) =>
        value.Scale < mostUsual.Length && Math.Abs(value) < mostUsual[value.Scale] && value >= Least;

    private bool Allows(decimal value)
    {
        if (AllowsUsual(value))
        {
            return true;
        }

        Span<char> text = stackalloc char[32];
        return value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture)
            && TryParse(text[..length], out _);
    }

    private ValueRefusal Refusal(decimal value) => ValueRefusal.Of(this, value.ToString(CultureInfo.InvariantCulture));

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
