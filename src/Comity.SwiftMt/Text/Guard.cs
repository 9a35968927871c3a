using Comity.Iso20022.Values;

namespace Comity.SwiftMt.Text;

/// <summary>What values are held to when a program makes them; the same rules that reading applies.</summary>
internal static class Guard
{
    public static string Text(string value, int least, int most, CharacterSet set, string part, string? code = null)
    {
        if (value.Length < least || value.Length > most)
        {
            var amount = least == most ? $"{least}" : $"{least} to {most}";
            throw FieldException.In(
                part,
                value,
                $"{amount} {set.Name}",
                code ?? (value.Length > most ? ErrorCodes.TooLong : ErrorCodes.TooShortOrCharacter)
            );
        }

        var foreign = set.FirstForeign(value);
        return foreign < 0
            ? value
            : throw FieldException.At(1, foreign + 1, part, value, set.Name, code ?? ErrorCodes.TooShortOrCharacter);
    }

    /// <summary>A reference must not begin or end with a slash, nor hold two in a row (T26).</summary>
    public static string Slashes(string value, string part) =>
        value.StartsWith('/') || value.EndsWith('/') || value.Contains("//", StringComparison.Ordinal)
            ? throw FieldException.In(part, value, "no slash at either end, and no double slash", ErrorCodes.Slashes)
            : value;

    /// <summary>
    /// Lines of text, such as <c>4*35x</c>: none empty or blank, and none that stands at the start of a physical line beginning with
    /// a colon or a hyphen, which would end the field or the block.
    /// </summary>
    /// <param name="lines">The lines.</param>
    /// <param name="mostLines">How many at most.</param>
    /// <param name="mostCharacters">How many characters in each.</param>
    /// <param name="part">What they are.</param>
    /// <param name="before">How many lines of the field stand before these.</param>
    public static ValueList<string> Lines(
        ValueList<string> lines,
        int mostLines,
        int mostCharacters,
        string part,
        int before = 0
    )
    {
        if (lines.Count == 0)
        {
            throw FieldException.At(before + 1, 1, part, "nothing", $"1 to {mostLines} lines", ErrorCodes.Missing);
        }

        if (lines.Count > mostLines)
        {
            var at = before + mostLines + 1;
            throw FieldException.At(at, 1, part, lines[mostLines], $"at most {mostLines} lines", ErrorCodes.Excess);
        }

        for (var i = 0; i < lines.Count; i++)
        {
            Line(lines[i], before + i, mostCharacters, part);
        }

        return lines;
    }

    public static decimal Number(decimal value, int most, string part)
    {
        var text = value < 0 ? null : NumberText(value);
        if (text is null)
        {
            throw FieldException.In(part, value.ToString(), "a number that is not negative", ErrorCodes.Number);
        }

        return text.Length <= most
            ? value
            : throw FieldException.In(part, text, $"at most {most} characters, the comma counted", ErrorCodes.TooLong);
    }

    /// <summary>A number as fields write it: the decimal comma always there, the decimals as given.</summary>
    public static string NumberText(decimal value)
    {
        var text = value.ToString().Replace('.', ',');
        return text.Contains(',', StringComparison.Ordinal) ? text : text + ",";
    }

    public static DateOnly Date(DateOnly value, string part) =>
        value.Year is >= 1980 and <= 2079
            ? value
            : throw FieldException.In(part, value.ToString("yyyy-MM-dd"), "a date from 1980 to 2079", ErrorCodes.Date);

    public static TimeSpan Offset(TimeSpan value) =>
        value.Duration() < TimeSpan.FromHours(14) && value.Ticks % TimeSpan.TicksPerMinute == 0
            ? value
            : throw FieldException.In("offset", value.ToString(), "whole minutes within 13:59", ErrorCodes.Offset);

    public static string DateText(DateOnly value) => value.ToString("yyMMdd");

    public static string TimeText(TimeOnly value) => value.ToString("HHmm");

    public static string OffsetText(TimeSpan value) => (value < TimeSpan.Zero ? "-" : "+") + value.ToString("hhmm");

    private static void Line(string line, int index, int most, string part)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            throw FieldException.At(index + 1, 1, part, "an empty line", "text", ErrorCodes.TooShortOrCharacter);
        }

        if (line.Length > most)
        {
            throw FieldException.At(
                index + 1,
                1,
                part,
                line,
                $"at most {most} characters in a line",
                ErrorCodes.TooLong
            );
        }

        if (index > 0 && line[0] is (':' or '-'))
        {
            throw FieldException.At(
                index + 1,
                1,
                part,
                line,
                "no colon or hyphen at the start of a line",
                ErrorCodes.TooShortOrCharacter
            );
        }

        var foreign = CharacterSet.X.FirstForeign(line);
        if (foreign >= 0)
        {
            throw FieldException.At(
                index + 1,
                foreign + 1,
                part,
                line[foreign].ToString(),
                CharacterSet.X.Name,
                ErrorCodes.TooShortOrCharacter
            );
        }
    }
}
