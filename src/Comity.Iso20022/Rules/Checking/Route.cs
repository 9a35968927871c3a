using Comity.Iso20022.Drafts;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Rules.Checking;

/// <summary>A <see cref="RulePath"/> made ready for one type of place: elements instead of tags.</summary>
internal sealed class Route
{
    private readonly ElementDescription[] steps;

    private Route(RulePath path, ElementDescription[] steps, TypeDescription end, bool isPossible) =>
        (Path, this.steps, End, IsPossible) = (path, steps, end, isPossible);

    /// <summary>The path that it was made of.</summary>
    public RulePath Path { get; }

    /// <summary>The type of what it leads to.</summary>
    public TypeDescription End { get; }

    /// <summary>Whether the schema has such an element at all.</summary>
    public bool IsPossible { get; }

    /// <summary>Whether it leads to the place itself.</summary>
    public bool IsPlace => Path.Origin == RulePathOrigin.Place && steps.Length == 0;

    /// <summary>Makes a path ready.</summary>
    /// <param name="path">The path, from a place, the message or the header.</param>
    /// <param name="start">The type of the element where it begins.</param>
    public static Route Of(RulePath path, TypeDescription start)
    {
        var elements = new ElementDescription[path.Steps.Count];
        var at = start;
        for (var i = 0; i < elements.Length; i++)
        {
            if (at is not ComponentDescription component || !component.TryGet(path.Steps[i], out var element))
            {
                return new Route(path, [], at, false);
            }

            (elements[i], at) = (element, element.Type);
        }

        return new Route(path, elements, at, path.Attribute is null || at is AmountDescription);
    }

    /// <summary>Whether it leads anywhere.</summary>
    public bool Exists(Scope scope) => IsPossible && scope.Start(Path.Origin) is { } start && Exists(start, 0);

    /// <summary>Adds all that it leads to.</summary>
    public void Collect(Scope scope, List<object> found)
    {
        if (IsPossible && scope.Start(Path.Origin) is { } start)
        {
            Collect(start, 0, found);
        }
    }

    /// <summary>All that it leads to, with their paths: for a finding, not for the way there.</summary>
    public IEnumerable<(object Content, string Path)> Trace(Scope scope) =>
        IsPossible && scope.Start(Path.Origin) is { } start ? Trace(start, scope.PathOf(Path.Origin), 0) : [];

    private bool Exists(object content, int step)
    {
        for (; step < steps.Length; step++)
        {
            var element = steps[step];
            if (((IComponent)content)[element.Index] is not { } inner)
            {
                return false;
            }

            if (element.Repeats)
            {
                return AnyExists((IValueList)inner, step + 1);
            }

            content = inner;
        }

        return true;
    }

    private bool AnyExists(IValueList list, int step)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (Exists(list[i], step))
            {
                return true;
            }
        }

        return false;
    }

    private void Collect(object content, int step, List<object> found)
    {
        for (; step < steps.Length; step++)
        {
            var element = steps[step];
            if (((IComponent)content)[element.Index] is not { } inner)
            {
                return;
            }

            if (element.Repeats)
            {
                var list = (IValueList)inner;
                for (var i = 0; i < list.Count; i++)
                {
                    Collect(list[i], step + 1, found);
                }

                return;
            }

            content = inner;
        }

        found.Add(content);
    }

    private IEnumerable<(object Content, string Path)> Trace(object content, string path, int step)
    {
        if (step == steps.Length)
        {
            return [(content, path)];
        }

        var element = steps[step];
        return ((IComponent)content)[element.Index] switch
        {
            null => [],
            IValueList list => Enumerable
                .Range(0, list.Count)
                .SelectMany(i => Trace(list[i], Draft.Step(path, element.Tag, i), step + 1)),
            var inner => Trace(inner, Draft.Step(path, element.Tag, 0), step + 1),
        };
    }
}
