using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>
/// Text for MT: in its character set, cut at its length with a plus sign at the end where something is missing (CBPR+: truncation is
/// marked by a plus sign as the last character).
/// </summary>
internal sealed class MtText(Remarks remarks)
{
    public const char Mark = '+';

    /// <summary>Text of one line, at most <paramref name="most"/> characters.</summary>
    public string Fit(string text, int most, string path)
    {
        var clean = Clean(text, path);
        if (clean.Length <= most)
        {
            return clean;
        }

        remarks.Truncated(path, clean[(most - 1)..]);
        return clean[..(most - 1)] + Mark;
    }

    /// <summary>Text in lines of <paramref name="length"/> characters, at most <paramref name="most"/> of them; each full but the last.</summary>
    public ValueList<string> Lines(string text, int length, int most, string path)
    {
        var fit = Fit(text, length * most, path);
        return Starts(fit.Chunk(length).Select(static piece => new string(piece)), path);
    }

    /// <summary>Text in the set x, without blanks at its ends; never empty.</summary>
    public string Clean(string text, string path)
    {
        var trimmed = text.Trim(' ');
        if (trimmed.Length < text.Length)
        {
            remarks.Replaced(path, "blanks", TranslationCodes.Trimmed);
        }

        if (trimmed.Length == 0)
        {
            return ".";
        }

        if (CharacterSet.X.FirstForeign(trimmed) < 0)
        {
            return trimmed;
        }

        remarks.Replaced(path, new string(trimmed.Where(static c => !CharacterSet.X.Has(c)).Distinct().ToArray()));
        return string.Concat(trimmed.Select(static c => CharacterSet.X.Has(c) ? c : '.'));
    }

    /// <summary>Lines none of which begins with a character that would end the field, and none of which is blank.</summary>
    public ValueList<string> Starts(IEnumerable<string> lines, string path) =>
        lines
            .Select(line =>
            {
                if (line[0] is not (':' or '-') && !string.IsNullOrWhiteSpace(line))
                {
                    return line;
                }

                remarks.Replaced(path, line[..1], TranslationCodes.LineStart);
                return "." + line[1..];
            })
            .ToValueList();
}
