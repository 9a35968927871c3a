using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>Each value at the path passes a test.</summary>
internal sealed class EachCheck(Route route, ValueProbe probe) : Check
{
    public override bool Holds(Scope scope)
    {
        if (route.IsPlace)
        {
            return !route.IsPossible || probe.Passes(scope, scope.Place);
        }

        var found = scope.Rent();
        route.Collect(scope, found);
        var holds = true;
        for (var i = 0; i < found.Count && holds; i++)
        {
            holds = probe.Passes(scope, found[i]);
        }

        scope.Return(found);
        return holds;
    }

    public override Fault Explain(Scope scope)
    {
        var (content, path) = route.Trace(scope).First(n => !probe.Passes(scope, n.Content));
        return new Fault(path, Shown(probe.TextOf(content)));
    }
}

/// <summary>There is a value at the path that passes a test.</summary>
internal sealed class SomeCheck(Route route, ValueProbe probe) : Check
{
    public override bool Holds(Scope scope)
    {
        var found = scope.Rent();
        route.Collect(scope, found);
        var holds = false;
        for (var i = 0; i < found.Count && !holds; i++)
        {
            holds = probe.Passes(scope, found[i]);
        }

        scope.Return(found);
        return holds;
    }

    public override Fault Explain(Scope scope)
    {
        var found = route.Trace(scope).ToList();
        return found.Count == 0
            ? AtPlace(scope, "no " + route.Path)
            : new Fault(found[0].Path, string.Join(", ", found.Select(n => Shown(probe.TextOf(n.Content)))));
    }
}

/// <summary>A test with what it needs to look at beside the value.</summary>
/// <param name="test">The test.</param>
/// <param name="route">The path to the value.</param>
/// <param name="other">What <see cref="ValueTest.SameAs"/> compares with.</param>
/// <param name="day">The day on which codes have to be valid.</param>
internal sealed class ValueProbe(ValueTest test, Route route, Route? other, DateOnly day)
{
    public string TextOf(object content) => TextOf(content, route);

    public bool Passes(Scope scope, object content)
    {
        var text = TextOf(content);
        if (other is null)
        {
            return ValueTests.Passes(test, text, (content as IAmount)?.Currency, day);
        }

        var found = scope.Rent();
        other.Collect(scope, found);
        var passes = true;
        for (var i = 0; i < found.Count && passes; i++)
        {
            passes = TextOf(found[i], other) == text;
        }

        scope.Return(found);
        return passes;
    }

    private static string TextOf(object content, Route route) =>
        route.Path.Attribute is null ? Texts.Of(route.End, content) : ((IAmount)content).Currency;
}
