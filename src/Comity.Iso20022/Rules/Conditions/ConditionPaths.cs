namespace Comity.Iso20022.Rules.Conditions;

/// <summary>The paths that a condition looks along.</summary>
internal static class ConditionPaths
{
    /// <summary>All of them.</summary>
    public static IEnumerable<RulePath> Of(Condition condition) =>
        condition switch
        {
            Condition.Present { Paths: var paths } => paths,
            Condition.Absent { Paths: var paths } => paths,
            Condition.Together { Paths: var paths } => paths,
            Condition.AtMostOne { Paths: var paths } => paths,
            Condition.AtLeastOne { Paths: var paths } => paths,
            Condition.Each { Path: var path, Test: var test } => [path, .. Of(test)],
            Condition.Some { Path: var path, Test: var test } => [path, .. Of(test)],
            Condition.Occurs { Path: var path } => [path],
            Condition.Distinct { Path: var path } => [path],
            Condition.TotalLength { Path: var path } => [path],
            Condition.NotRepeated { Paths: var paths, In: var lines } => [.. paths, lines],
            Condition.Compared { Path: var path, With: var with } => [path, with],
            Condition.Total { Path: var path, Of: var parts } => [path, parts],
            Condition.All { Conditions: var all } => all.SelectMany(Of),
            Condition.Any { Conditions: var any } => any.SelectMany(Of),
            Condition.Not { Condition: var inner } => Of(inner),
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };

    private static IEnumerable<RulePath> Of(ValueTest test) =>
        test is ValueTest.SameAs { Path: var path } ? [path] : [];
}
