using System.Text;
using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Translation;

/// <summary>Text with a code before each part, as fields 70 and 72 have it.</summary>
/// <param name="Code">The code, without its slashes.</param>
/// <param name="Text">What follows it.</param>
internal sealed record CodedText(string Code, string Text)
{
    /// <summary>What stands for something that is not known.</summary>
    public const string NotProvided = "NOTPROVIDED";

    private const string Separator = "//";

    // The code words that the translation rules put into field 70 (Reframe, MT103 translation rules TR007 and TR013).
    private static readonly string[] RemittanceCodes = ["ULTB", "ULTD", "PURP", "ROC", "RELID", "URI", "SRI"];

    /// <summary>
    /// Lines as one text. A full line runs into the next; a shorter one ended on purpose, and a blank stands for its end.
    /// </summary>
    public static string Join(IEnumerable<string> lines, int length)
    {
        var text = new StringBuilder();
        var last = length;
        foreach (var line in lines)
        {
            text.Append(last < length ? " " : "").Append(line);
            last = line.Length;
        }

        return text.ToString();
    }

    /// <summary>The parts of field 70 where it begins with one of the rules' code words; else none.</summary>
    public static ValueList<CodedText> ParseRemittance(string text)
    {
        var parts = new List<CodedText>();
        var rest = text;
        while (RemittanceCodes.FirstOrDefault(c => rest.StartsWith($"/{c}/", StringComparison.Ordinal)) is { } code)
        {
            rest = rest[(code.Length + 2)..];
            var end = RemittanceCodes
                .Select(c => rest.IndexOf($"{Separator}/{c}/", StringComparison.Ordinal))
                .Where(static at => at >= 0)
                .DefaultIfEmpty(-1)
                .Min();
            if (end < 0)
            {
                parts.Add(new CodedText(code, rest));
                return parts.ToValueList();
            }

            parts.Add(new CodedText(code, rest[..end]));
            rest = rest[(end + Separator.Length)..];
        }

        return parts.ToValueList();
    }

    /// <summary>Parts as field 70 has them, two slashes between.</summary>
    public static string Join(IEnumerable<CodedText> parts) => string.Join(Separator, parts);

    /// <summary>The parts of field 72: a line that begins with two slashes continues the part before; one without a code has none.</summary>
    public static ValueList<CodedText> ParseInstructions(ValueList<string> lines, int length)
    {
        var parts = new List<CodedText>();
        var full = false;
        foreach (var line in lines)
        {
            if (line.StartsWith(Separator, StringComparison.Ordinal) && parts.Count > 0)
            {
                parts[^1] = parts[^1] with { Text = parts[^1].Text + (full ? "" : " ") + line[2..] };
            }
            else
            {
                parts.Add(ParseLine(line));
            }

            full = line.Length == length;
        }

        return parts.ToValueList();
    }

    /// <summary>The part as it is written.</summary>
    public override string ToString() => Code.Length == 0 ? Text : $"/{Code}/{Text}";

    /// <summary>A line as a part; its code is empty where it begins with none.</summary>
    public static CodedText ParseLine(string line)
    {
        var end = line.Length > 1 && line[0] == '/' ? line.IndexOf('/', 1) : -1;
        return end is > 1 and <= 9 && CharacterSet.C.FirstForeign(line.AsSpan(1, end - 1)) < 0
            ? new CodedText(line[1..end], line[(end + 1)..])
            : new CodedText("", line);
    }
}
