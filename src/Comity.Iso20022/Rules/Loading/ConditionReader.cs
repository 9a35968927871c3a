using Comity.Iso20022.Codes;
using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Loading;

/// <summary>Reads a condition: an object whose first member says which one.</summary>
internal static class ConditionReader
{
    private const string Kinds =
        "present, absent, together, atMostOne, atLeastOne, each, some, count, distinct, length, notRepeated, amount, total, all, any or not";

    public static Condition Read(JsonPart part)
    {
        var fields = new Fields(part);
        var condition = Read(fields, fields.Whole.Members.Count > 0 ? fields.Whole.Members[0].Name : "");
        fields.Finish();
        return condition;
    }

    private static Condition Read(Fields fields, string kind) =>
        kind switch
        {
            "present" => new Condition.Present(Paths(fields, kind)),
            "absent" => new Condition.Absent(Paths(fields, kind)),
            "together" => new Condition.Together(Paths(fields, kind)),
            "atMostOne" => new Condition.AtMostOne(Paths(fields, kind)),
            "atLeastOne" => new Condition.AtLeastOne(Paths(fields, kind)),
            "each" => new Condition.Each(Path(fields, kind), Test(fields)),
            "some" => new Condition.Some(Path(fields, kind), Test(fields)),
            "count" => Count(fields, kind),
            "distinct" => new Condition.Distinct(Path(fields, kind)),
            "length" => new Condition.TotalLength(Path(fields, kind), fields.Number("atMost")),
            "notRepeated" => new Condition.NotRepeated(Paths(fields, kind), Path(fields, "in")),
            "amount" => new Condition.Compared(Path(fields, kind), Comparison(fields), Path(fields, "than")),
            "total" => new Condition.Total(Path(fields, kind), Path(fields, "of")),
            "all" => new Condition.All(Conditions(fields, kind)),
            "any" => new Condition.Any(Conditions(fields, kind)),
            "not" => new Condition.Not(Read(fields.Require(kind))),
            _ => throw new RuleBookException(
                fields.Whole.Line,
                fields.Whole.Column,
                kind.Length == 0 ? "an empty condition" : "the condition \"" + kind + "\"",
                Kinds
            ),
        };

    private static Condition.Occurs Count(Fields fields, string kind) =>
        fields.Has("atLeast") || fields.Has("atMost")
            ? new Condition.Occurs(
                Path(fields, kind),
                fields.Find("valued") is { } valued ? [.. Fields.OneOrMore(valued).Select(Fields.Text)] : [],
                fields.Has("atLeast") ? fields.Number("atLeast") : 0,
                fields.Has("atMost") ? fields.Number("atMost") : int.MaxValue
            )
            : throw RuleBookException.At(fields.Whole, "a count with atLeast or atMost");

    private static ValueTest Test(Fields fields)
    {
        var kind =
            fields.Whole.Members.Count > 1
                ? fields.Whole.Members[1].Name
                : throw RuleBookException.At(fields.Whole, "a second member: the test");
        var value = fields.Require(kind);
        return kind switch
        {
            "in" => new ValueTest.In([.. Fields.OneOrMore(value).Select(Fields.Text)]),
            "notIn" => new ValueTest.NotIn([.. Fields.OneOrMore(value).Select(Fields.Text)]),
            "matches" => new ValueTest.Matching(Pattern(value)),
            "notMatching" => new ValueTest.NotMatching(Pattern(value)),
            "maxLength" => new ValueTest.MaxLength(fields.Number(kind)),
            "characters" => new ValueTest.Characters(
                CharacterSet.Named(Fields.Text(value))
                    ?? throw RuleBookException.At(
                        value,
                        CharacterSet.FinX.Name + " or " + CharacterSet.FinXExtended.Name
                    )
            ),
            "code" => new ValueTest.Code(
                ExternalCodes.All.FirstOrDefault(s => s.Name == Fields.Text(value))
                    ?? throw RuleBookException.At(
                        value,
                        "an external code set: " + string.Join(", ", ExternalCodes.All.Select(s => s.Name))
                    )
            ),
            "is" => new ValueTest.Identifier(
                Enum.TryParse<IdentifierKind>(Fields.Text(value), ignoreCase: false, out var identifier)
                    ? identifier
                    : throw RuleBookException.At(value, string.Join(", ", Enum.GetNames<IdentifierKind>()))
            ),
            "sameAs" => new ValueTest.SameAs(Path(value)),
            _ => throw new RuleBookException(
                value.Line,
                value.Column,
                "the test \"" + kind + "\"",
                "in, notIn, matches, notMatching, maxLength, characters, code, is or sameAs"
            ),
        };
    }

    private static TextPattern Pattern(JsonPart part)
    {
        try
        {
            return new TextPattern(Fields.Text(part));
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw RuleBookException.At(part, "a regular expression without backtracking: " + fault.Message);
        }
    }

    private static Comparison Comparison(Fields fields) =>
        Enum.TryParse<Comparison>(fields.Text("is"), ignoreCase: false, out var comparison)
            ? comparison
            : throw RuleBookException.At(fields.Require("is"), string.Join(", ", Enum.GetNames<Comparison>()));

    private static RulePath Path(Fields fields, string name) => Path(fields.Require(name));

    private static RulePath Path(JsonPart part) =>
        Fields.Path(part) is { Origin: not (RulePathOrigin.Anywhere or RulePathOrigin.AnyValue) } path
            ? path
            : throw RuleBookException.At(part, "a path from the place, the message or the header; // is for \"at\"");

    private static ValueList<RulePath> Paths(Fields fields, string name) =>
        [.. Fields.OneOrMore(fields.Require(name)).Select(Path)];

    private static ValueList<Condition> Conditions(Fields fields, string name) =>
        [.. Fields.OneOrMore(fields.Require(name)).Select(Read)];
}
