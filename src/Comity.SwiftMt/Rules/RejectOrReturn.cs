using System.Text.RegularExpressions;
using Comity.Iso20022.Values;

namespace Comity.SwiftMt.Rules;

/// <summary>
/// What fields 72 and 79 say of a payment that is rejected or given back, in the lines of the payments reject/return guidelines
/// (Standards MT Usage Guidelines): <c>/REJT/</c> or <c>/RETN/</c> and the field at fault, the reason, the original's reference, and
/// perhaps more. A line that begins with two slashes continues the line before.
/// </summary>
public sealed partial record RejectOrReturn
{
    /// <summary>Whether the payment is given back; else it is rejected.</summary>
    public required bool IsReturn { get; init; }

    /// <summary>The field at fault, 2!n[1!a][/2c]: <c>59</c>; 99 where it is none in particular.</summary>
    public required string Field { get; init; }

    /// <summary>The reason, two letters or digits and two digits: <c>AC01</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Words to the reason.</summary>
    public string? ReasonText { get; init; }

    /// <summary>The original's sender's reference, 16x.</summary>
    public required string MessageReference { get; init; }

    /// <summary>The reference of the transaction in the original, 16x.</summary>
    public string? TransactionReference { get; init; }

    /// <summary>Charges that were taken, 3!a15d.</summary>
    public string? Charges { get; init; }

    /// <summary>More words.</summary>
    public string? Text { get; init; }

    /// <summary>The lines, each at most <paramref name="length"/> characters, as they are written.</summary>
    public ValueList<string> ToLines(int length)
    {
        List<string> lines =
        [
            $"/{(IsReturn ? "RETN" : "REJT")}/{Field}",
            $"/{Reason}/{ReasonText}",
            $"/MREF/{MessageReference}",
        ];
        AddLine(lines, "TREF", TransactionReference);
        AddLine(lines, "CHGS", Charges);
        if (Text is not null)
        {
            var rest = $"/TEXT/{Text}";
            while (rest.Length > length)
            {
                lines.Add(rest[..length]);
                rest = "//" + rest[length..];
            }

            lines.Add(rest);
        }

        return lines.ToValueList();
    }

    /// <summary>What the lines say; null where they are not of this form.</summary>
    public static RejectOrReturn? Parse(ValueList<string> lines)
    {
        if (lines.Count < 3)
        {
            return null;
        }

        var first = First().Match(lines[0]);
        var reason = Second().Match(lines[1]);
        var reference = Third().Match(lines[2]);
        if (!first.Success || !reason.Success || !reference.Success)
        {
            return null;
        }

        var read = new RejectOrReturn
        {
            IsReturn = lines[0].StartsWith("/RETN/", StringComparison.Ordinal),
            Field = first.Groups["field"].Value,
            Reason = reason.Groups["code"].Value,
            ReasonText = reason.Groups["text"] is { Length: > 0 } text ? text.Value : null,
            MessageReference = reference.Groups["reference"].Value,
        };
        return lines.Skip(3).Aggregate(read, static (so, line) => so?.With(line)!);
    }

    /// <summary>Whether lines that begin as a reject or return go on as one.</summary>
    internal static bool IsWellFormed(ValueList<string>? lines) =>
        lines is null
        || !(
            lines[0].StartsWith("/REJT/", StringComparison.Ordinal)
            || lines[0].StartsWith("/RETN/", StringComparison.Ordinal)
        )
        || Parse(lines) is not null;

    private RejectOrReturn? With(string line) =>
        line switch
        {
            _ when Value(line, "/TREF/") is { Length: > 0 and <= 16 } tref && Text is null => this with
            {
                TransactionReference = tref,
            },
            _ when Value(line, "/CHGS/") is { Length: > 0 } charges && Text is null => this with { Charges = charges },
            _ when Value(line, "/TEXT/") is { Length: > 0 } text && Text is null => this with { Text = text },
            _ when Value(line, "//") is { Length: > 0 } more && Text is not null => this with { Text = Text + more },
            _ => null,
        };

    private static string? Value(string line, string code) =>
        line.StartsWith(code, StringComparison.Ordinal) ? line[code.Length..] : null;

    private static void AddLine(List<string> lines, string code, string? value)
    {
        if (value is not null)
        {
            lines.Add($"/{code}/{value}");
        }
    }

    [GeneratedRegex("^/RE(JT|TN)/(?<field>[0-9]{2}[A-Z]?(/[A-Z0-9]{1,2})?)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex First();

    [GeneratedRegex("^/(?<code>[A-Z0-9]{2}[0-9]{2})/(?<text>.*)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Second();

    [GeneratedRegex("^/MREF/(?<reference>.{1,16})$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Third();
}
