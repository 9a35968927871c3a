using Comity.Iso20022;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Schema;

namespace Comity.Cli.Commands.Iso;

/// <summary>What codes mean: those of external sets and of closed lists, currencies, countries, and names of usage rules.</summary>
internal static class CodeMeanings
{
    /// <summary>Everything that a text is a code of.</summary>
    public static IEnumerable<Meaning> Of(string text) =>
        [.. External(text), .. Listed(text), .. Money(text), .. Places(text), .. Rules(text), .. Sets(text)];

    private static IEnumerable<Meaning> External(string text)
    {
        foreach (var set in ExternalCodes.All)
        {
            if (set.TryGet(text, out var code))
            {
                var withdrawn = code.WithdrawnOn is { } day ? $" (withdrawn on {day:O})" : string.Empty;
                yield return new Meaning($"{code.Code} of {set.Name}{withdrawn}", [code.Definition]);
            }
        }
    }

    private static IEnumerable<Meaning> Listed(string text) =>
        SupportedMessages
            .All.SelectMany(static type => CodeLists(type.Description))
            .Where(list => list.Codes.Contains(text))
            .DistinctBy(static list => list.Name)
            .Select(list => new Meaning(
                $"{text} of {list.Name}",
                [$"a closed list of the schemas: {string.Join(", ", list.Codes)}"]
            ));

    private static IEnumerable<CodeDescription> CodeLists(ComponentDescription root)
    {
        var seen = new HashSet<TypeDescription>();
        var open = new Stack<TypeDescription>([root]);
        while (open.TryPop(out var type))
        {
            if (!seen.Add(type))
            {
                continue;
            }

            if (type is CodeDescription list)
            {
                yield return list;
            }
            else if (type is ComponentDescription component)
            {
                foreach (var child in component.Elements)
                {
                    open.Push(child.Type);
                }
            }
        }
    }

    private static IEnumerable<Meaning> Money(string text)
    {
        if (Currencies.TryFind(text, out var currency))
        {
            yield return new Meaning(
                $"{currency.Code}: {currency.Name} (ISO 4217, {currency.Number})",
                [
                    currency.MinorUnits is { } decimals
                        ? $"amounts have at most {decimals} decimals"
                        : "no decimals are defined",
                    $"of {string.Join(", ", currency.Entities)}",
                    .. currency.Withdrawn is { } withdrawn ? [$"withdrawn {withdrawn}"] : Array.Empty<string>(),
                ]
            );
        }
    }

    private static IEnumerable<Meaning> Places(string text)
    {
        if (Countries.TryFind(text, out var country))
        {
            yield return new Meaning(
                $"{text}: {country.Name} (ISO 3166-1)",
                [$"{country.Alpha2}, {country.Alpha3}, {country.Number}"]
            );
        }
    }

    private static IEnumerable<Meaning> Rules(string text) =>
        RuleBook
            .CbprPlus.Rules.Where(rule => rule.Id.Equals(text, StringComparison.OrdinalIgnoreCase))
            .Select(static rule => new Meaning(
                $"{rule.Id}: a usage rule of CBPR+, {string.Join(", ", rule.Editions)}",
                [
                    rule.Sentence,
                    $"{(rule.Severity == RuleSeverity.Error ? "an error" : "a warning")}, answered with {rule.Reason}",
                    $"for {string.Join(", ", rule.For)}",
                    $"at {string.Join(", ", rule.At)}",
                    .. rule.Sources.Select(static source => $"source: {source.Title}, {source.Address}"),
                ]
            ));

    private static IEnumerable<Meaning> Sets(string text)
    {
        if (ExternalCodes.TryGetSet(text, out var set))
        {
            yield return new Meaning(
                $"{set.Name}: {set.Description}",
                [.. set.Codes.Select(static code => $"{code.Code}  {code.Definition}")]
            );
        }
    }
}
