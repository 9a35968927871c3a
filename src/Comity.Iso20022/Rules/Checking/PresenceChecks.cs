using System.Globalization;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>How many of some paths lead to elements.</summary>
/// <param name="routes">The paths.</param>
/// <param name="allows">Whether so many of them may.</param>
/// <param name="explain">What is wrong, from those that do and those that do not.</param>
internal sealed class PresenceCheck(
    Route[] routes,
    PresenceRule allows,
    Func<IReadOnlyList<string>, IReadOnlyList<string>, string> explain
) : Check
{
    public override bool Holds(Scope scope)
    {
        var there = 0;
        foreach (var route in routes)
        {
            if (route.Exists(scope))
            {
                there++;
            }
        }

        return allows switch
        {
            PresenceRule.All => there == routes.Length,
            PresenceRule.None => there == 0,
            PresenceRule.AllOrNone => there == 0 || there == routes.Length,
            PresenceRule.AtMostOne => there <= 1,
            _ => there >= 1,
        };
    }

    public override Fault Explain(Scope scope)
    {
        var there = routes.Where(r => r.Exists(scope)).ToList();
        var words = explain([.. there.Select(r => r.Path.Text)], [.. routes.Except(there).Select(r => r.Path.Text)]);
        return allows == PresenceRule.None && there.Count > 0
            ? new Fault(there[0].Trace(scope).First().Path, words)
            : AtPlace(scope, words);
    }
}

/// <summary>How many of some paths may lead to elements.</summary>
internal enum PresenceRule
{
    All,
    None,
    AllOrNone,
    AtMostOne,
    AtLeastOne,
}

/// <summary>The path leads to so many elements.</summary>
internal sealed class OccurrenceCheck(Route route, Comity.Iso20022.Values.ValueList<string> valued, int least, int most)
    : Check
{
    public override bool Holds(Scope scope)
    {
        var count = Count(scope);
        return count >= least && count <= most;
    }

    public override Fault Explain(Scope scope) =>
        AtPlace(
            scope,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(scope)} times {route.Path}{(valued.Count > 0 ? " = " + string.Join(" or ", valued) : "")}"
            )
        );

    private int Count(Scope scope)
    {
        var found = scope.Rent();
        route.Collect(scope, found);
        var count = valued.Count == 0 ? found.Count : found.Count(n => valued.Contains(Texts.Of(route.End, n)));
        scope.Return(found);
        return count;
    }
}
