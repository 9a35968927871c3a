using Comity.Iso20022.Drafts;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Generation;

/// <summary>A message that is being made: its document, its header if it has one, and how more of it comes into being.</summary>
internal sealed class Workpiece(Draft document, Draft header, RandomDraft maker)
{
    /// <summary>The <c>Document</c> element.</summary>
    public Draft Document => document;

    /// <summary>The header; it stands beside the document only where <see cref="HasHeader"/> says so.</summary>
    public Draft Header => header;

    /// <summary>Whether the message travels with its header.</summary>
    public bool HasHeader { get; set; } = true;

    /// <summary>The message's own element.</summary>
    public Draft Message => document.Children[0];

    /// <summary>The message with its header, if it is one that the schemas allow.</summary>
    public BusinessMessage? Finish() =>
        DraftMaker.Message(document) is not { } message ? null
        : !HasHeader ? new BusinessMessage(message)
        : DraftMaker.Header(header) is { } finished ? new BusinessMessage(message) { Header = finished }
        : null;

    /// <summary>The elements that a path leads to.</summary>
    public IReadOnlyList<Draft> Find(RulePath path, Draft place) =>
        path.Origin switch
        {
            RulePathOrigin.Place => [.. place.At(path.Steps)],
            RulePathOrigin.Message => [.. Message.At(path.Steps)],
            RulePathOrigin.Header => HasHeader ? [.. header.At(path.Steps)] : [],
            RulePathOrigin.AnyValue => [.. Message.Everything.Where(d => d.Type is TextDescription)],
            _ => [.. Message.Everything.Where(d => Ends(d, path))],
        };

    /// <summary>The element at the end of a path, made with all that is needed on the way; nothing where the schema has no such.</summary>
    public Draft? Reach(RulePath path, Draft place)
    {
        if (path.Origin == RulePathOrigin.Header)
        {
            HasHeader = true;
        }

        return path.Origin switch
        {
            RulePathOrigin.Place => Reach(place, path.Steps),
            RulePathOrigin.Message => Reach(Message, path.Steps),
            RulePathOrigin.Header => Reach(header, path.Steps),
            _ => throw new ArgumentException("Not a single place.", nameof(path)),
        };
    }

    /// <summary>The element at the end of the tags, made where it is not there.</summary>
    public Draft? Reach(Draft from, IEnumerable<string> tags)
    {
        var at = from;
        foreach (var tag in tags)
        {
            if (at.Element(tag) is not { } element)
            {
                return null;
            }

            at = at.Named(tag).FirstOrDefault() ?? AddTo(at, element);
        }

        return at;
    }

    /// <summary>An element at the end of a path that may stand anywhere, made at one of the places where the schema has it.</summary>
    public Draft? ReachAny(RulePath path, Random random)
    {
        var places = Places(path);
        return places.Count == 0 ? null : Reach(Message, places[random.Next(places.Count)]);
    }

    /// <summary>The element at a path as findings have it.</summary>
    public Draft? At(string path)
    {
        var steps = path.Split('/')[1..];
        var at = steps[0] == document.Tag ? document : header;
        foreach (var step in steps.Skip(1))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var index =
                bracket < 0
                    ? 0
                    : int.Parse(step[(bracket + 1)..^1], System.Globalization.CultureInfo.InvariantCulture) - 1;
            if (at.Named(bracket < 0 ? step : step[..bracket]).ElementAtOrDefault(index) is not { } next)
            {
                return null;
            }

            at = next;
        }

        return at;
    }

    // The nearest places, and not all of them: a message has many thousand paths.
    private List<string[]> Places(RulePath path)
    {
        const int timesEach = 40;
        var places = new List<string[]>();
        var seen = new Dictionary<TypeDescription, int>();
        var next = new Queue<(TypeDescription Type, string[] Tags)>([(Message.Type, [])]);
        while (next.TryDequeue(out var at))
        {
            foreach (var element in at.Type is ComponentDescription component ? component.Elements : [])
            {
                string[] below = [.. at.Tags, element.Tag];
                if (
                    path.Origin == RulePathOrigin.AnyValue ? element.Type is TextDescription
                    : path.Steps.Count == 0 ? element.Type is AmountDescription
                    : below.AsSpan(Math.Max(0, below.Length - path.Steps.Count)).SequenceEqual(path.Steps.Span)
                )
                {
                    places.Add(below);
                }

                var times = seen.GetValueOrDefault(element.Type) + 1;
                seen[element.Type] = times;
                if (times <= timesEach)
                {
                    next.Enqueue((element.Type, below));
                }
            }
        }

        return places;
    }

    /// <summary>One more of that element.</summary>
    public Draft AddTo(Draft parent, ElementDescription element)
    {
        var made = maker.Make(element.Tag, element.Type, parent.Tag);
        parent.Add(made);
        return made;
    }

    /// <summary>
    /// Takes an element out. What cannot be without it goes too; where it was the choice made, another is made. False where the
    /// message itself would have to go.
    /// </summary>
    public bool Remove(Draft draft)
    {
        if (draft.Parent is not { } parent)
        {
            if (draft == header)
            {
                HasHeader = false;
                return true;
            }

            return false;
        }

        if (parent.Type is ChoiceDescription choice)
        {
            var others = choice.Elements.Where(e => e.Tag != draft.Tag).ToList();
            if (others.Count == 0)
            {
                return Remove(parent);
            }

            parent.Remove(draft);
            AddTo(parent, maker.Pick(others));
            return true;
        }

        if (parent.Named(draft.Tag).Count() <= parent.Element(draft.Tag)!.Least)
        {
            return Remove(parent);
        }

        parent.Remove(draft);
        return true;
    }

    /// <summary>Whether an element's tags, outermost first, end as the path does.</summary>
    public static bool Ends(Draft draft, RulePath path)
    {
        if (path.Steps.Count == 0)
        {
            return draft.Type is AmountDescription;
        }

        var at = draft;
        for (var i = path.Steps.Count - 1; i >= 0; i--)
        {
            if (at is null || at.Tag != path.Steps[i])
            {
                return false;
            }

            at = at.Parent;
        }

        return true;
    }
}
