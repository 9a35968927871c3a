using System.Globalization;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>No two values at the path are equal.</summary>
internal sealed class DistinctCheck(Route route) : Check
{
    public override bool Holds(Scope scope)
    {
        var found = scope.Rent();
        route.Collect(scope, found);
        var holds = Second(found) is null;
        scope.Return(found);
        return holds;
    }

    public override Fault Explain(Scope scope)
    {
        var found = route.Trace(scope).ToList();
        var second = Second([.. found.Select(n => n.Content)]);
        return new Fault(
            found.First(n => ReferenceEquals(n.Content, second)).Path,
            Shown(Texts.Of(route.End, second!))
        );
    }

    private object? Second(List<object> found)
    {
        for (var i = 1; i < found.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (Texts.Of(route.End, found[i]) == Texts.Of(route.End, found[j]))
                {
                    return found[i];
                }
            }
        }

        return null;
    }
}

/// <summary>All values in the elements at the path have together at most so many characters.</summary>
internal sealed class LengthCheck(Route route, int most) : Check
{
    public override bool Holds(Scope scope) => Length(scope) <= most;

    public override Fault Explain(Scope scope) =>
        AtPlace(scope, string.Create(CultureInfo.InvariantCulture, $"{Length(scope)} characters in {route.Path}"));

    private int Length(Scope scope)
    {
        var found = scope.Rent();
        route.Collect(scope, found);
        var length = 0;
        foreach (var node in found)
        {
            length += Texts.Length(route.End, node);
        }

        scope.Return(found);
        return length;
    }
}

/// <summary>No value at the paths stands again, as whole words, in a value at the other path.</summary>
internal sealed class RepetitionCheck(Route[] routes, Route lines) : Check
{
    public override bool Holds(Scope scope)
    {
        var texts = scope.Rent();
        lines.Collect(scope, texts);
        var holds = true;
        for (var i = 0; i < texts.Count && holds; i++)
        {
            holds = !Repeats(scope, Texts.Of(lines.End, texts[i]));
        }

        scope.Return(texts);
        return holds;
    }

    public override Fault Explain(Scope scope)
    {
        var (content, path) = lines.Trace(scope).First(n => Repeats(scope, Texts.Of(lines.End, n.Content)));
        return new Fault(path, Shown(Texts.Of(lines.End, content)));
    }

    private bool Repeats(Scope scope, string text)
    {
        var values = scope.Rent();
        var repeats = false;
        foreach (var route in routes)
        {
            route.Collect(scope, values);
            for (var i = 0; i < values.Count && !repeats; i++)
            {
                repeats = HasWords(text, Texts.Of(route.End, values[i]));
            }

            values.Clear();
        }

        scope.Return(values);
        return repeats;
    }

    private static bool HasWords(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        while (at >= 0)
        {
            var end = at + words.Length;
            var isWhole =
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            if (isWhole)
            {
                return true;
            }

            at = text.IndexOf(words, at + 1, StringComparison.OrdinalIgnoreCase);
        }

        return false;
    }
}
