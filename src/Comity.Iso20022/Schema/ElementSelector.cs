using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>
/// A path of tags below a component, <c>FIToFICstmrCdtTrf/CdtTrfTxInf/Dbtr/Nm</c>, looked up once and then used on any number
/// of components of that type, from any number of threads. Elements that repeat are all followed.
/// </summary>
public sealed class ElementSelector
{
    private readonly ElementDescription[] steps;

    /// <summary>A selector of the elements at <paramref name="path"/> below components described by <paramref name="root"/>.</summary>
    /// <exception cref="ArgumentException">The schema has no such path.</exception>
    public ElementSelector(ComponentDescription root, string path)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        Root = root;
        var tags = path.Split('/');
        steps = new ElementDescription[tags.Length];
        TypeDescription type = root;
        for (var i = 0; i < tags.Length; i++)
        {
            if (type is not ComponentDescription component || !component.TryGet(tags[i], out var element))
            {
                throw new ArgumentException($"{root} has no {path}: {type} has no {tags[i]}.", nameof(path));
            }

            steps[i] = element;
            type = element.Type;
        }
    }

    /// <summary>The path, tags separated by <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>The type of components that the path starts from.</summary>
    public ComponentDescription Root { get; }

    /// <summary>The element at the path's end.</summary>
    public ElementDescription Element => steps[^1];

    /// <summary>
    /// The content of the first element at the path, or null where there is none: as <see cref="IComponent"/> describes it, an
    /// item where the element repeats. Nothing is allocated.
    /// </summary>
    public object? First(IComponent component)
    {
        Require(component);
        return First(component, 0);
    }

    /// <summary>Adds the contents of all elements at the path to <paramref name="found"/>, in the order of the message.</summary>
    public void All(IComponent component, ICollection<object> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        Require(component);
        All(component, 0, found);
    }

    /// <summary>The path.</summary>
    public override string ToString() => Path;

    private void Require(IComponent component)
    {
        ArgumentNullException.ThrowIfNull(component);
        if (component.Description != Root)
        {
            throw new ArgumentException($"A {component.Description}; the selector is for a {Root}.", nameof(component));
        }
    }

    private object? First(object content, int step)
    {
        if (step == steps.Length)
        {
            return content;
        }

        var next = ((IComponent)content)[steps[step].Index];
        if (next is null || !steps[step].Repeats)
        {
            return next is null ? null : First(next, step + 1);
        }

        var list = (IValueList)next;
        for (var i = 0; i < list.Count; i++)
        {
            if (First(list[i], step + 1) is { } first)
            {
                return first;
            }
        }

        return null;
    }

    private void All(object content, int step, ICollection<object> found)
    {
        if (step == steps.Length)
        {
            found.Add(content);
            return;
        }

        var next = ((IComponent)content)[steps[step].Index];
        if (next is IValueList list && steps[step].Repeats)
        {
            for (var i = 0; i < list.Count; i++)
            {
                All(list[i], step + 1, found);
            }
        }
        else if (next is not null)
        {
            All(next, step + 1, found);
        }
    }
}
