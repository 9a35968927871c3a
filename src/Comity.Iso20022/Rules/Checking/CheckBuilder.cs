using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>Makes conditions ready for one type of place in one message.</summary>
/// <param name="place">The type of the element that the rule is applied to.</param>
/// <param name="message">The type of the message's own element.</param>
/// <param name="header">The type of the header.</param>
/// <param name="day">The day on which codes have to be valid.</param>
internal sealed class CheckBuilder(TypeDescription place, TypeDescription message, TypeDescription header, DateOnly day)
{
    public Check Build(Condition condition) =>
        condition switch
        {
            Condition.Present { Paths: var paths } => new PresenceCheck(
                Routes(paths),
                PresenceRule.All,
                static (_, missing) => "no " + string.Join(", no ", missing)
            ),
            Condition.Absent { Paths: var paths } => new PresenceCheck(
                Routes(paths),
                PresenceRule.None,
                static (there, _) => there[0] == "." ? "the element" : string.Join(", ", there)
            ),
            Condition.Together { Paths: var paths } => new PresenceCheck(
                Routes(paths),
                PresenceRule.AllOrNone,
                static (there, missing) => string.Join(", ", there) + " without " + string.Join(", ", missing)
            ),
            Condition.AtMostOne { Paths: var paths } => new PresenceCheck(
                Routes(paths),
                PresenceRule.AtMostOne,
                static (there, _) => string.Join(" and ", there)
            ),
            Condition.AtLeastOne { Paths: var paths } => new PresenceCheck(
                Routes(paths),
                PresenceRule.AtLeastOne,
                static (_, missing) => "none of " + string.Join(", ", missing)
            ),
            Condition.Each { Path: var path, Test: var test } => Each(Route(path), test),
            Condition.Some { Path: var path, Test: var test } => Some(Route(path), test),
            Condition.Occurs occurs => new OccurrenceCheck(
                Route(occurs.Path),
                occurs.Valued,
                occurs.Least,
                occurs.Most
            ),
            Condition.Distinct { Path: var path } => new DistinctCheck(Route(path)),
            Condition.TotalLength { Path: var path, Most: var most } => new LengthCheck(Route(path), most),
            Condition.NotRepeated { Paths: var paths, In: var lines } => new RepetitionCheck(
                Routes(paths),
                Route(lines)
            ),
            Condition.Compared compared => new ComparedCheck(
                Route(compared.Path),
                compared.Comparison,
                Route(compared.With)
            ),
            Condition.Total { Path: var path, Of: var parts } => new TotalCheck(Route(path), Route(parts)),
            Condition.All { Conditions: var all } => new AllCheck([.. all.Select(Build)]),
            Condition.Any { Conditions: var any } => new AnyCheck([.. any.Select(Build)]),
            Condition.Not { Condition: var inner } => new NotCheck(Build(inner)),
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };

    private EachCheck Each(Route route, ValueTest test) => new(route, Probe(route, test));

    private SomeCheck Some(Route route, ValueTest test) => new(route, Probe(route, test));

    private ValueProbe Probe(Route route, ValueTest test) =>
        new(test, route, test is ValueTest.SameAs { Path: var other } ? Route(other) : null, day);

    private Route[] Routes(ValueList<RulePath> paths) => [.. paths.Select(Route)];

    private Route Route(RulePath path) =>
        Checking.Route.Of(
            path,
            path.Origin switch
            {
                RulePathOrigin.Place => place,
                RulePathOrigin.Header => header,
                _ => message,
            }
        );
}
