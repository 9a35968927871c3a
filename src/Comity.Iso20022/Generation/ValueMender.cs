using System.Globalization;
using Comity.Iso20022.Drafts;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Generation;

/// <summary>Changes one value so that it passes a rule's test, or so that it fails it, within what the schema allows.</summary>
internal sealed class ValueMender(Workpiece work, Random random, PlausibleValues values, DateOnly day)
{
    /// <summary>Whether a value could be found that passes.</summary>
    public bool Mend(Draft draft, string? attribute, ValueTest test, Draft place) =>
        Passes(TextOf(draft, attribute), draft, test, place)
        || Change(draft, attribute, Passing(draft, attribute, test, place), text => Passes(text, draft, test, place))
        || (test is ValueTest.SameAs same && Align(draft, attribute, same.Path, place));

    /// <summary>Whether a value could be found that fails.</summary>
    public bool Spoil(Draft draft, string? attribute, ValueTest test, Draft place)
    {
        if (test is ValueTest.SameAs same && work.Find(same.Path, place).Count == 0)
        {
            if (work.Reach(same.Path, place) is null)
            {
                return false;
            }
        }

        return Change(draft, attribute, Failing(draft, attribute, test), text => !Passes(text, draft, test, place));
    }

    // Where the values to be the same as are not the same among themselves.
    private bool Align(Draft draft, string? attribute, RulePath path, Draft place)
    {
        var others = work.Find(path, place);
        var text = TextOf(others[0], path.Attribute);
        return Change(draft, attribute, [text], static _ => true)
            && others.All(d => Change(d, path.Attribute, [text], static _ => true));
    }

    private static bool Change(
        Draft draft,
        string? attribute,
        IEnumerable<string> candidates,
        Func<string, bool> wanted
    )
    {
        foreach (var text in candidates)
        {
            if (!wanted(text) || !Allows(draft.Type, attribute, text))
            {
                continue;
            }

            if (attribute is null)
            {
                draft.Text = text;
            }
            else
            {
                draft.Currency = text;
            }

            return true;
        }

        return false;
    }

    private static bool Allows(TypeDescription type, string? attribute, string text) =>
        type switch
        {
            AmountDescription amount when attribute is not null => amount.Currency.Parse(text) is not null,
            AmountDescription amount => amount.Number.TryParse(text, out _),
            SimpleDescription simple when attribute is null => simple.Parse(text) is not null,
            _ => false,
        };

    private bool Passes(string text, Draft draft, ValueTest test, Draft place) =>
        test is ValueTest.SameAs same
            ? work.Find(same.Path, place).All(d => TextOf(d, same.Path.Attribute) == text)
            : Rules.Checking.ValueTests.Passes(test, text, draft.Currency, day);

    private IEnumerable<string> Passing(Draft draft, string? attribute, ValueTest test, Draft place)
    {
        switch (test)
        {
            case ValueTest.In { Values: var allowed }:
                return Shuffled(allowed);
            case ValueTest.MaxLength { Most: var most }:
                return [TextOf(draft, attribute)[..Math.Min(most, TextOf(draft, attribute).Length)]];
            case ValueTest.Characters { Set: var set }:
                return [string.Concat(TextOf(draft, attribute).Select(c => set.Holds(c.ToString()) ? c : 'x'))];
            case ValueTest.Code { Codes: var codes }:
                return Enumerable.Range(0, 20).Select(_ => values.Code(codes.Name)!);
            case ValueTest.SameAs { Path: var path }:
                return work.Find(path, place).Select(d => TextOf(d, path.Attribute));
            case ValueTest.Identifier { Kind: IdentifierKind.Amount }:
                return ["1", random.Next(1, 100_000).ToString(CultureInfo.InvariantCulture)];
            case ValueTest.Matching { Pattern: var pattern }:
                return Fresh(draft, attribute).Concat(Patterned(pattern.Text));
            default:
                return Fresh(draft, attribute);
        }
    }

    private IEnumerable<string> Failing(Draft draft, string? attribute, ValueTest test)
    {
        var now = TextOf(draft, attribute) is { Length: > 0 } given ? given : "x";
        return test switch
        {
            ValueTest.NotIn { Values: var forbidden } => Shuffled(forbidden),
            ValueTest.MaxLength { Most: var most } => [new string('x', most + 1)],
            ValueTest.Characters { Set: var set } => set == CharacterSet.FinX
                ? [now[..^1] + "_", now + "!"]
                : [now[..^1] + "ü", now + "é", "ñ"],
            ValueTest.Code => ["ZZ9Z", "XXXX", "Q7"],
            ValueTest.Identifier { Kind: var kind } => Wrong(kind, now),
            ValueTest.NotMatching =>
            [
                "/" + now,
                now + "/",
                "/" + now[1..],
                now[..^1] + "/",
                "a//b",
                "A//B/C",
                "0",
                "00000",
                "0.00",
            ],
            ValueTest.Matching => Shuffled([
                now.Replace("+00:00", "Z", StringComparison.Ordinal),
                now[..^1],
                now + "1",
                "swift.other.01",
                "pain.001.001.09",
                "MT999",
            ]),
            _ => Fresh(draft, attribute).Concat(["2", "NORM", "HIGH", "COPY", "DUPL", "A1"]),
        };
    }

    private static IEnumerable<string> Wrong(IdentifierKind kind, string now) =>
        kind switch
        {
            IdentifierKind.Iban or IdentifierKind.Lei => Enumerable
                .Range(0, 10)
                .Select(i => now[..^1] + (char)('0' + i)),
            IdentifierKind.Bic => [now[..4] + "ZZ" + now[6..], "ABCDXX22"],
            IdentifierKind.Country => ["ZZ", "XX"],
            IdentifierKind.Currency => ["ZZZ", "QQQ"],
            IdentifierKind.Amount => ["1.12345", "12.3456", "0.0001"],
            _ => [now + "0"],
        };

    private IEnumerable<string> Fresh(Draft draft, string? attribute)
    {
        for (var i = 0; i < 200; i++)
        {
            var other = new Draft(draft.Tag, draft.Type);
            if (i % 3 == 0)
            {
                values.Move();
            }

            values.Fill(other, draft.Parent?.Tag ?? "");
            yield return TextOf(other, attribute);
        }

        if (draft.Type is CodeDescription { Codes: var codes })
        {
            foreach (var code in Shuffled(codes))
            {
                yield return code;
            }
        }
    }

    private IEnumerable<string> Patterned(string pattern) =>
        Enumerable.Range(0, 20).Select(_ => PatternText.Matching(pattern, random));

    private List<string> Shuffled(IEnumerable<string> from)
    {
        var list = from.ToList();
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(list));
        return list;
    }

    private static string TextOf(Draft draft, string? attribute) => attribute is null ? draft.Text : draft.Currency;
}
