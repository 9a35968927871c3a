using System.Xml.Schema;

namespace Comity.Iso20022.Schema;

/// <summary>
/// Recognizes dates and times in the form nearly all come in, without the framework's slower reading:
/// <c>2026-11-02</c>, and <c>2026-11-02T08:00:00</c> or <c>08:00:00</c> with or without a fraction of up to seven digits, <c>Z</c> or an offset.
/// </summary>
internal static class UsualTime
{
    private const int DateLength = 10;
    private const int TimeLength = 8;

    /// <summary>True only for what XML Schema allows; false says nothing.</summary>
    public static bool Is(ReadOnlySpan<char> text, XmlTypeCode kind) =>
        kind switch
        {
            XmlTypeCode.Date => text.Length == DateLength && IsDate(text),
            XmlTypeCode.DateTime => text.Length >= DateLength + 1 + TimeLength
                && text[DateLength] == 'T'
                && IsDate(text[..DateLength])
                && IsTime(text[(DateLength + 1)..]),
            XmlTypeCode.Time => text.Length >= TimeLength && IsTime(text),
            _ => false,
        };

    private static bool IsDate(ReadOnlySpan<char> text) =>
        Number(text[..4], out var year)
        && text[4] == '-'
        && Number(text[5..7], out var month)
        && text[7] == '-'
        && Number(text[8..10], out var day)
        && year >= 1
        && month is >= 1 and <= 12
        && day >= 1
        && day <= DateTime.DaysInMonth(year, month);

    private static bool IsTime(ReadOnlySpan<char> text) =>
        Number(text[..2], out var hour)
        && text[2] == ':'
        && Number(text[3..5], out var minute)
        && text[5] == ':'
        && Number(text[6..8], out var second)
        && hour <= 23
        && minute <= 59
        && second <= 59
        && IsZone(AfterFraction(text[TimeLength..]));

    private static ReadOnlySpan<char> AfterFraction(ReadOnlySpan<char> text)
    {
        if (text is not ['.', ..])
        {
            return text;
        }

        var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length - 1 : digits;
        return digits is >= 1 and <= 7 ? text[(digits + 1)..] : "?";
    }

    private static bool IsZone(ReadOnlySpan<char> text) =>
        text is [] or ['Z']
        || (
            text is ['+' or '-', _, _, ':', _, _]
            && Number(text[1..3], out var hours)
            && Number(text[4..6], out var minutes)
            && hours <= 13
            && minutes <= 59
        );

    private static bool Number(ReadOnlySpan<char> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        return true;
    }
}
