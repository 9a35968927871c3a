using System.Globalization;

namespace Comity.SwiftMt.Text;

/// <summary>Reads one line of a field part by part, as SWIFT's formats describe it. What does not fit is thrown as a refusal.</summary>
internal sealed class LineReader(string line, int number)
{
    private int position;

    public bool AtEnd => position == line.Length;

    public string Rest => line[position..];

    public bool Next(string literal) => line.AsSpan(position).StartsWith(literal, StringComparison.Ordinal);

    public bool Skip(string literal)
    {
        if (!Next(literal))
        {
            return false;
        }

        position += literal.Length;
        return true;
    }

    public void Expect(string literal, string part)
    {
        if (!Skip(literal))
        {
            throw Refuse(part, Rest, $"'{literal}'", ErrorCodes.Delimiter);
        }
    }

    /// <summary>Exactly <paramref name="length"/> characters: <c>3!a</c>.</summary>
    public string Fixed(int length, CharacterSet set, string part, string? code = null)
    {
        var available = Math.Min(length, line.Length - position);
        var text = line.Substring(position, available);
        if (available < length || set.FirstForeign(text) >= 0)
        {
            throw Refuse(part, text, $"{length} {set.Name}", code ?? ErrorCodes.TooShortOrCharacter);
        }

        position += length;
        return text;
    }

    /// <summary>The characters of the set that follow, at most <paramref name="most"/>: <c>5n</c> before something else.</summary>
    public string Run(int most, CharacterSet set, string part, string? code = null)
    {
        var end = position;
        while (end < line.Length && set.Has(line[end]))
        {
            end++;
        }

        return Take(end, most, set, part, code);
    }

    /// <summary>What stands before <paramref name="delimiter"/>, or to the end; 1 to <paramref name="most"/> characters.</summary>
    public string Until(string delimiter, int most, CharacterSet set, string part)
    {
        var end = line.IndexOf(delimiter, position, StringComparison.Ordinal);
        return Take(end < 0 ? line.Length : end, most, set, part, null);
    }

    /// <summary>Everything to the end of the line, 1 to <paramref name="most"/> characters: <c>16x</c>.</summary>
    public string ToEnd(int most, CharacterSet set, string part, string? code = null) =>
        Take(line.Length, most, set, part, code);

    /// <summary>A number with a decimal comma: <c>15d</c>, the comma counted.</summary>
    public decimal Number(int most, string part)
    {
        var end = position;
        while (end < line.Length && (char.IsAsciiDigit(line[end]) || line[end] == ','))
        {
            end++;
        }

        var text = line[position..end];
        if (text.Length == 0)
        {
            throw Refuse(part, Rest, $"a number of up to {most} characters", ErrorCodes.Number);
        }

        if (text.Length > most)
        {
            throw Refuse(part, text, $"a number of up to {most} characters, the comma counted", ErrorCodes.TooLong);
        }

        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 1 || text.LastIndexOf(',') != comma)
        {
            throw Refuse(part, text, "digits, one decimal comma, and perhaps more digits", ErrorCodes.DecimalComma);
        }

        position = end;
        return decimal.Parse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    /// <summary>A date, YYMMDD. Years to 79 are of this century, those above of the last (User Handbook, field formats).</summary>
    public DateOnly Date(string part)
    {
        var text = Fixed(6, CharacterSet.N, part, ErrorCodes.Date);
        var century = string.CompareOrdinal(text, 0, "79", 0, 2) > 0 ? "19" : "20";
        return DateOnly.TryParseExact(century + text, "yyyyMMdd", out var date)
            ? date
            : throw RefuseBack(6, part, text, "a date, YYMMDD", ErrorCodes.Date);
    }

    /// <summary>A time, HHMM.</summary>
    public TimeOnly Time(string part)
    {
        var text = Fixed(4, CharacterSet.N, part, ErrorCodes.Time);
        return TimeOnly.TryParseExact(text, "HHmm", out var time)
            ? time
            : throw RefuseBack(4, part, text, "a time, HHMM", ErrorCodes.Time);
    }

    /// <summary>An offset from UTC, +HHMM or -HHMM, within 13 hours and 59 minutes.</summary>
    public TimeSpan Offset()
    {
        var sign = AtEnd ? ' ' : line[position];
        if (sign is not ('+' or '-'))
        {
            throw Refuse("sign", AtEnd ? "the end of the line" : sign.ToString(), "+ or -", ErrorCodes.Sign);
        }

        position++;
        var text = Fixed(4, CharacterSet.N, "offset", ErrorCodes.Offset);
        if (
            string.CompareOrdinal(text, 0, "13", 0, 2) > 0
            || string.CompareOrdinal(text, 2, "59", 0, 2) > 0
            || !TimeSpan.TryParseExact(text, "hhmm", CultureInfo.InvariantCulture, out var offset)
        )
        {
            throw RefuseBack(4, "offset", text, "HHMM, at most 1359", ErrorCodes.Offset);
        }

        return sign == '-' ? -offset : offset;
    }

    public void End(string part)
    {
        if (!AtEnd)
        {
            throw Refuse(part, Rest, "the end of the line", ErrorCodes.Excess);
        }
    }

    public FieldException Refuse(string part, string found, string allowed, string? code) =>
        FieldException.At(number, position + 1, part, found.Length == 0 ? "nothing" : found, allowed, code);

    public FieldException RefuseBack(int length, string part, string found, string allowed, string? code) =>
        FieldException.At(number, position + 1 - length, part, found, allowed, code);

    private string Take(int end, int most, CharacterSet set, string part, string? code)
    {
        var text = line[position..end];
        if (text.Length == 0)
        {
            throw Refuse(part, "", $"1 to {most} {set.Name}", code ?? ErrorCodes.TooShortOrCharacter);
        }

        if (text.Length > most)
        {
            throw Refuse(part, text, $"at most {most} characters", code ?? ErrorCodes.TooLong);
        }

        var foreign = set.FirstForeign(text);
        if (foreign >= 0)
        {
            position += foreign;
            throw Refuse(part, text[foreign].ToString(), set.Name, code ?? ErrorCodes.TooShortOrCharacter);
        }

        position = end;
        return text;
    }
}
