using System.Globalization;
using System.Text.RegularExpressions;
using Comity.Iso20022;
using Comity.Iso20022.Codes;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Schema;

namespace Comity.Cli.Commands.Iso;

/// <summary>What elements are: their names in words, how often they come, what they hold, and the CBPR+ rules that name them.</summary>
internal static partial class ElementMeanings
{
    private const int MostPlaces = 12;

    /// <summary>The elements that a text names; none where it names none.</summary>
    /// <param name="text">A message and a path, a path, or a tag.</param>
    /// <param name="message">The message that a path without one belongs to.</param>
    public static IEnumerable<Meaning> Of(string text, string? message)
    {
        var steps = Occurrence().Replace(text, string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (steps.Length > 0 && SupportedMessages.TryGet(steps[0], out var type))
        {
            return InMessage(type, steps[1..]);
        }

        if (message is not null && SupportedMessages.TryGet(message, out type))
        {
            return InMessage(type, steps);
        }

        return steps.Length == 1 ? Everywhere(steps[0]) : [];
    }

    private static IEnumerable<Meaning> InMessage(MessageType type, string[] steps)
    {
        var root = type.Description.Elements[0];
        // With or without Document and the message's own element.
        var path = steps.SkipWhile(step => step == "Document" || step == root.Tag).ToArray();
        var element = root;
        var words = new List<string> { TagWords.Of(root.Tag) };
        foreach (var step in path)
        {
            if (element.Type is not ComponentDescription component || !component.TryGet(step, out var next))
            {
                yield break;
            }

            element = next;
            words.Add(TagWords.Of(step));
        }

        yield return new Meaning(
            path.Length == 0 ? $"{type}: {type.Name}" : $"{type}/{string.Join('/', path)}: {TagWords.Of(element.Tag)}",
            [
                $"in words: {string.Join(" / ", words)}",
                .. Describe(element),
                .. Rules(type, "/" + string.Join('/', path), element.Tag),
            ]
        );
    }

    // The places that a tag has, those of one type together.
    private static IEnumerable<Meaning> Everywhere(string tag)
    {
        var places = SupportedMessages
            .All.SelectMany(type => Find(type, tag))
            .GroupBy(static place => place.Element.Type.Name, StringComparer.Ordinal);
        foreach (var group in places)
        {
            var all = group.ToList();
            yield return new Meaning(
                $"{tag}: {TagWords.Of(tag)}",
                [
                    .. Describe(all[0].Element),
                    .. all.Take(MostPlaces).Select(static place => $"at {place.Path}"),
                    .. all.Count > MostPlaces
                        ? [string.Create(CultureInfo.InvariantCulture, $"and {all.Count - MostPlaces} more places")]
                        : Array.Empty<string>(),
                ]
            );
        }
    }

    private static IEnumerable<(string Path, ElementDescription Element)> Find(MessageType type, string tag)
    {
        // A type stands in many places of a message: it is walked once.
        var seen = new HashSet<TypeDescription>();
        var open = new Queue<(string Path, ElementDescription Element)>();
        open.Enqueue((type.Identifier, type.Description.Elements[0]));
        while (open.TryDequeue(out var at))
        {
            if (at.Element.Tag == tag)
            {
                yield return at;
            }

            if (at.Element.Type is ComponentDescription component && seen.Add(component))
            {
                foreach (var child in component.Elements)
                {
                    open.Enqueue(($"{at.Path}/{child.Tag}", child));
                }
            }
        }
    }

    private static IEnumerable<string> Describe(ElementDescription element)
    {
        yield return $"occurs {Occurs(element)}; type {element.Type}";
        switch (element.Type)
        {
            case ChoiceDescription choice:
                yield return "one of:";
                foreach (var child in Children(choice))
                {
                    yield return child;
                }

                break;
            case ComponentDescription component:
                yield return "holds:";
                foreach (var child in Children(component))
                {
                    yield return child;
                }

                break;
            default:
                yield return $"allows {element.Type.Allowed}";
                if (ExternalCodes.TryGetSet(element.Type.Name, out var set))
                {
                    yield return $"codes of {set.Name}: {set.Description}";
                }

                break;
        }
    }

    private static IEnumerable<string> Children(ComponentDescription component) =>
        component.Elements.Select(static child =>
            $"  {child.Tag} ({TagWords.Of(child.Tag)}), {Occurs(child)}: {child.Type}"
        );

    private static string Occurs(ElementDescription element) =>
        (element.Least, element.Most) switch
        {
            (1, 1) => "once",
            (0, 1) => "at most once",
            (var least, int.MaxValue) => string.Create(CultureInfo.InvariantCulture, $"{least} times or more"),
            var (least, most) => string.Create(CultureInfo.InvariantCulture, $"{least} to {most} times"),
        };

    private static IEnumerable<string> Rules(MessageType type, string path, string tag) =>
        RuleBook
            .CbprPlus.Rules.Where(rule =>
                rule.For.Any(use => use.StartsWith(type.Identifier, StringComparison.Ordinal))
                && rule.At.Any(place => place.Text == path || place.Text == $"//{tag}")
            )
            .Select(static rule => $"CBPR+ {rule.Id} ({string.Join(", ", rule.Editions)}): {rule.Sentence}");

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Occurrence();
}
