using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules;

/// <summary>
/// Names elements in a message, as rules do. <c>/CdtTrfTxInf/ChrgBr</c> begins at the message's own element (the one in
/// <c>Document</c>), <c>/AppHdr/BizSvc</c> at the business application header, <c>//PstlAdr</c> is found wherever it stands, <c>//*</c>
/// is every element with text (not one with a number, a time or a code of a closed list), <c>//@Ccy</c> every amount, and <c>PmtId/UETR</c> begins where the rule is applied. <c>@Ccy</c> at the end is an attribute, and
/// <c>.</c> alone the place itself.
/// </summary>
public sealed record RulePath
{
    private RulePath(string text, RulePathOrigin origin, ValueList<string> steps, string? attribute)
    {
        Text = text;
        Origin = origin;
        Steps = steps;
        Attribute = attribute;
    }

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Where it begins.</summary>
    public RulePathOrigin Origin { get; }

    /// <summary>The elements' tags, outermost first.</summary>
    public ValueList<string> Steps { get; }

    /// <summary>The attribute at the end, if there is one.</summary>
    public string? Attribute { get; }

    /// <summary>As it is written.</summary>
    public override string ToString() => Text;

    /// <summary>Reads a path; nothing where the text is none.</summary>
    internal static RulePath? Parse(string text)
    {
        var (origin, rest) = text switch
        {
            "/" => (RulePathOrigin.Message, ""),
            "//*" => (RulePathOrigin.AnyValue, ""),
            "." => (RulePathOrigin.Place, ""),
            "/AppHdr" => (RulePathOrigin.Header, ""),
            _ when text.StartsWith("/AppHdr/", StringComparison.Ordinal) => (
                RulePathOrigin.Header,
                text["/AppHdr/".Length..]
            ),
            _ when text.StartsWith("//", StringComparison.Ordinal) => (RulePathOrigin.Anywhere, text[2..]),
            _ when text.StartsWith('/') => (RulePathOrigin.Message, text[1..]),
            _ => (RulePathOrigin.Place, text),
        };
        var parts = rest.Length == 0 ? [] : rest.Split('/');
        var attribute = parts.Length > 0 && parts[^1].StartsWith('@') ? parts[^1][1..] : null;
        var steps = attribute is null ? parts : parts[..^1];
        var isComplete = text is "/" or "//*" or "." or "/AppHdr" || rest.Length > 0;
        return isComplete && steps.All(IsName) && (attribute is null || IsName(attribute))
            ? new RulePath(text, origin, [.. steps], attribute)
            : null;
    }

    private static bool IsName(string step) => step.Length > 0 && step.All(char.IsAsciiLetterOrDigit);
}
