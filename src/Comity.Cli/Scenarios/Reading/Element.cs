using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads a value from a text.</summary>
internal delegate bool Reading<T>(string text, out T value);

/// <summary>
/// One node of a scenario file on its way to a value. A wrong node notes a fault and gives a value that is never used: with
/// any fault there is no scenario.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Name">What the file calls it.</param>
/// <param name="Faults">Where faults go.</param>
internal sealed record Element(YamlNode Node, string Name, Faults Faults)
{
    /// <summary>The line it begins on.</summary>
    public int Line => checked((int)Node.Start.Line);

    /// <summary>Whether it is a single value.</summary>
    public bool IsScalar => Node is YamlScalarNode;

    /// <summary>Notes a fault here.</summary>
    public void Fail(string message) => Faults.Add(Node, message);

    /// <summary>A text of 1 to <paramref name="longest"/> characters.</summary>
    public string Text(int longest = 140)
    {
        if (Node is not YamlScalarNode { Value: { Length: > 0 } text })
        {
            Fail($"{Name} is {Kind}; a text is expected");
            return string.Empty;
        }

        if (text.Length > longest)
        {
            Fail($"{Name} has {text.Length} characters; at most {longest} are allowed");
        }

        return text;
    }

    /// <summary>A value that a function reads.</summary>
    /// <param name="reading">The function.</param>
    /// <param name="expected">What it takes, for the message.</param>
    public T Value<T>(Reading<T> reading, string expected)
    {
        if (Node is YamlScalarNode { Value: { } text } && reading(text, out var value))
        {
            return value;
        }

        Fail($"{Name} is {Kind}; expected {expected}");
        return default!;
    }

    /// <summary>A name out of known ones.</summary>
    public string OneOf(string what, IReadOnlyCollection<string> known)
    {
        var name = Text();
        if (name.Length > 0 && !known.Contains(name))
        {
            Faults.AddUnknown(Node, what, name, known);
        }

        return name;
    }

    /// <summary>The elements of a list; a single value counts as a list of one.</summary>
    public ImmutableArray<T> List<T>(Func<Element, T> read) =>
        Node is YamlSequenceNode sequence
            ? [.. sequence.Children.Select((child, index) => read(new Element(child, $"{Name}[{index + 1}]", Faults)))]
            : [read(this)];

    /// <summary>The elements of a mapping with free keys, in the order of the file.</summary>
    public IEnumerable<(Element Key, Element Value)> Pairs()
    {
        if (Node is YamlMappingNode mapping)
        {
            return mapping.Children.Select(pair =>
            {
                var key = new Element(pair.Key, $"a key of {Name}", Faults);
                return (key, new Element(pair.Value, (pair.Key as YamlScalarNode)?.Value ?? Name, Faults));
            });
        }

        Fail($"{Name} is {Kind}; a mapping (key: value lines) is expected");
        return [];
    }

    /// <summary>The element as a mapping with known keys.</summary>
    public Section Section() => new(this);

    private string Kind =>
        Node switch
        {
            YamlScalarNode { Value: null or "" } => "empty",
            YamlScalarNode scalar => $"'{scalar.Value}'",
            YamlSequenceNode => "a list",
            YamlMappingNode => "a mapping",
            _ => "something else",
        };
}
