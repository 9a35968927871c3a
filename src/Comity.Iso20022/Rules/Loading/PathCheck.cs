using Comity.Iso20022.Rules.Checking;
using Comity.Iso20022.Rules.Conditions;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Rules.Loading;

/// <summary>Whether a rule's paths lead anywhere: each in at least one of the messages that the rule is for.</summary>
internal static class PathCheck
{
    /// <exception cref="RuleBookException">A path that none of the messages has.</exception>
    public static void Require(UsageRule rule, IEnumerable<MessageUsage> usages)
    {
        var header = ApplicationHeader.Description;
        var conditions = rule.If is { } condition ? [condition, rule.Then] : new[] { rule.Then };
        var missing = rule
            .At.Concat(rule.Except)
            .Concat(conditions.SelectMany(ConditionPaths.Of))
            .Distinct()
            .ToDictionary(static p => p.Text, StringComparer.Ordinal);
        foreach (var message in usages.Select(static u => u.Message).Distinct())
        {
            if (missing.Count == 0)
            {
                return;
            }

            SupportedMessages.TryGet(message, out var type);
            var body = (SequenceDescription)type!.Description.Elements[0].Type;
            foreach (var place in rule.At.Concat(rule.Except))
            {
                if (Places(rule, place, body, header).Count > 0)
                {
                    missing.Remove(place.Text);
                }
            }

            foreach (var place in rule.At.SelectMany(at => Places(rule, at, body, header)))
            {
                foreach (var path in missing.Values.Where(p => Leads(p, place, body, header)).ToList())
                {
                    missing.Remove(path.Text);
                }
            }
        }

        if (missing.Count > 0)
        {
            throw new RuleBookException(
                rule.Line,
                1,
                "in the rule " + rule.Id + " the path " + missing.Keys.First(),
                "paths that at least one of its messages has"
            );
        }
    }

    private static List<TypeDescription> Places(
        UsageRule rule,
        RulePath at,
        SequenceDescription body,
        SequenceDescription header
    )
    {
        var only = rule with { At = [at], Except = [] };
        var planner = new PlacePlanner([only], body, header, default);
        planner.Message();
        planner.Header();
        return [.. planner.PlacesOf(only)];
    }

    private static bool Leads(
        RulePath path,
        TypeDescription place,
        SequenceDescription body,
        SequenceDescription header
    ) =>
        path.Origin switch
        {
            RulePathOrigin.Place => Route.Of(path, place).IsPossible,
            RulePathOrigin.Message => Route.Of(path, body).IsPossible,
            RulePathOrigin.Header => Route.Of(path, header).IsPossible,
            _ => false,
        };
}
