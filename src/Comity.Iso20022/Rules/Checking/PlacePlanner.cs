using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>Makes the plans of a message from its rules.</summary>
internal sealed class PlacePlanner
{
    private readonly IReadOnlyList<UsageRule> rules;
    private readonly SequenceDescription message;
    private readonly SequenceDescription header;
    private readonly DateOnly day;
    private readonly List<Pattern> patterns = [];
    private readonly Dictionary<(TypeDescription, string), PlacePlan> plans = [];
    private readonly Dictionary<(UsageRule, TypeDescription), ReadyRule> ready = [];

    public PlacePlanner(
        IReadOnlyList<UsageRule> rules,
        SequenceDescription message,
        SequenceDescription header,
        DateOnly day
    )
    {
        this.day = day;
        this.rules = rules;
        this.message = message;
        this.header = header;
        foreach (var rule in rules)
        {
            patterns.AddRange(rule.At.Select(p => new Pattern(rule, p, false)));
            patterns.AddRange(rule.Except.Select(p => new Pattern(rule, p, true)));
        }
    }

    /// <summary>The plan from the message's own element down.</summary>
    public PlacePlan Message() => Plan(message, Begin(RulePathOrigin.Message), inHeader: false);

    /// <summary>The plan from the header down.</summary>
    public PlacePlan Header() => Plan(header, Begin(RulePathOrigin.Header), inHeader: true);

    /// <summary>The types of the places of a rule.</summary>
    public IEnumerable<TypeDescription> PlacesOf(UsageRule rule) =>
        ready.Keys.Where(k => k.Item1 == rule).Select(k => k.Item2);

    /// <summary>The rules that no element of the message can be the place of.</summary>
    public IEnumerable<UsageRule> Unplaced() => rules.Where(r => !ready.Keys.Any(k => k.Item1 == r));

    private List<Progress> Begin(RulePathOrigin origin) =>
        [.. patterns.Where(p => p.Path.Origin == origin).Select(p => new Progress(p, 0))];

    private PlacePlan Plan(TypeDescription type, List<Progress> under, bool inHeader)
    {
        // What the paths under way have come to says, with the type, all about the plan.
        var key = (
            type,
            string.Join(
                ',',
                under.Select(p => FormattableString.Invariant($"{patterns.IndexOf(p.Pattern)}.{p.Step}")).Order()
            )
        );
        if (plans.TryGetValue(key, out var known))
        {
            return known;
        }

        var plan = new PlacePlan { Rules = RulesAt(type, under) };
        plans.Add(key, plan);
        var children = new List<(ElementDescription, PlacePlan)>();
        foreach (var element in type is ComponentDescription component ? component.Elements : [])
        {
            var inner = Plan(element.Type, Advance(under, element.Tag, inHeader), inHeader);
            if (!inner.IsIdle)
            {
                children.Add((element, inner));
            }
        }

        plan.Children = [.. children];
        return plan;
    }

    private List<Progress> Advance(List<Progress> under, string tag, bool inHeader)
    {
        var next = under
            .Where(p => p.Step < p.Pattern.Path.Steps.Count && p.Pattern.Path.Steps[p.Step] == tag)
            .Select(p => new Progress(p.Pattern, p.Step + 1))
            .ToList();
        if (!inHeader)
        {
            next.AddRange(
                patterns
                    .Where(p => p.Path.Origin is RulePathOrigin.AnyValue or RulePathOrigin.Anywhere)
                    .Where(p => p.Path.Steps.Count == 0 || p.Path.Steps[0] == tag)
                    .Select(p => new Progress(p, Math.Min(1, p.Path.Steps.Count)))
            );
        }

        return next;
    }

    private ReadyRule[] RulesAt(TypeDescription type, List<Progress> under)
    {
        var here = under.Where(p => p.Step == p.Pattern.Path.Steps.Count && IsPlace(p.Pattern.Path, type)).ToList();
        var excepted = here.Where(p => p.Pattern.IsException).Select(p => p.Pattern.Rule).ToHashSet();
        return
        [
            .. here.Where(p => !p.Pattern.IsException && !excepted.Contains(p.Pattern.Rule))
                .Select(p => p.Pattern.Rule)
                .Distinct()
                .Select(rule => Ready(rule, type)),
        ];
    }

    private static bool IsPlace(RulePath path, TypeDescription type) =>
        path.Origin == RulePathOrigin.AnyValue
            ? type is TextDescription
            : path.Attribute is null || type is AmountDescription;

    private ReadyRule Ready(UsageRule rule, TypeDescription type)
    {
        if (!ready.TryGetValue((rule, type), out var made))
        {
            var builder = new CheckBuilder(type, message, header, day);
            made = new ReadyRule(rule, rule.If is null ? null : builder.Build(rule.If), builder.Build(rule.Then));
            ready.Add((rule, type), made);
        }

        return made;
    }

    private sealed record Pattern(UsageRule Rule, RulePath Path, bool IsException);

    private readonly record struct Progress(Pattern Pattern, int Step);
}
