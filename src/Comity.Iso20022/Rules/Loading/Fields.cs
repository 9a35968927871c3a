using System.Globalization;

namespace Comity.Iso20022.Rules.Loading;

/// <summary>The members of an object, each asked for by name; what nobody asked for is a fault.</summary>
internal sealed class Fields
{
    private readonly JsonPart.Group whole;
    private readonly HashSet<string> known = [];

    public Fields(JsonPart part) => whole = part as JsonPart.Group ?? throw RuleBookException.At(part, "an object");

    public JsonPart.Group Whole => whole;

    public bool Has(string name) => whole.Members.Any(m => m.Name == name);

    public JsonPart? Find(string name)
    {
        known.Add(name);
        return whole.Members.FirstOrDefault(m => m.Name == name)?.Value;
    }

    public JsonPart Require(string name) =>
        Find(name)
        ?? throw new RuleBookException(whole.Line, whole.Column, "an object without \"" + name + "\"", "one with it");

    public string Text(string name) => Text(Require(name));

    public static string Text(JsonPart part) =>
        (part as JsonPart.Text)?.Value ?? throw RuleBookException.At(part, "a text");

    public int Number(string name) =>
        (Require(name) as JsonPart.Number)?.Value ?? throw RuleBookException.At(Require(name), "a whole number");

    public static IReadOnlyList<JsonPart> List(JsonPart part) =>
        (part as JsonPart.List)?.Items ?? throw RuleBookException.At(part, "a list");

    /// <summary>One part, or a list of them.</summary>
    public static IReadOnlyList<JsonPart> OneOrMore(JsonPart part) =>
        part is JsonPart.List { Items: { Count: > 0 } items } ? items
        : part is JsonPart.List ? throw RuleBookException.At(part, "a list that is not empty")
        : [part];

    public static DateOnly Date(JsonPart part) =>
        DateOnly.TryParseExact(Text(part), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw RuleBookException.At(part, "a day as 2026-11-14");

    public static RulePath Path(JsonPart part) =>
        RulePath.Parse(Text(part))
        ?? throw RuleBookException.At(part, "a path as /CdtTrfTxInf/ChrgBr, //PstlAdr or Nm");

    /// <summary>Says that all members have been asked for.</summary>
    public void Finish()
    {
        if (whole.Members.FirstOrDefault(m => !known.Contains(m.Name)) is { } other)
        {
            throw new RuleBookException(
                other.Line,
                other.Column,
                "\"" + other.Name + "\"",
                string.Join(", ", known.Order(StringComparer.Ordinal))
            );
        }
    }
}
