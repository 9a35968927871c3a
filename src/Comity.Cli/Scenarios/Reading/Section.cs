using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using YamlDotNet.RepresentationModel;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>A mapping with known keys. <see cref="End"/> refuses every key that nobody asked for.</summary>
internal sealed class Section
{
    private readonly Element _element;
    private readonly Dictionary<string, (YamlNode Key, Element Value)> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Takes a mapping.</summary>
    public Section(Element element)
    {
        _element = element;
        if (element.Node is not YamlMappingNode mapping)
        {
            element.Fail($"{element.Name} must be a mapping (key: value lines)");
            return;
        }

        foreach (var (key, value) in mapping.Children)
        {
            if (key is YamlScalarNode { Value: { } name })
            {
                _values[name] = (key, new Element(value, name, element.Faults));
            }
            else
            {
                element.Faults.Add(key, "a key must be a plain text");
            }
        }
    }

    /// <summary>The element it stands on.</summary>
    public Element Element => _element;

    /// <summary>An element that must be there.</summary>
    public bool TryRequire(string key, [NotNullWhen(true)] out Element? element)
    {
        var found = TryGet(key, out element);
        if (!found && _element.Node is YamlMappingNode)
        {
            _element.Fail($"{_element.Name} has no '{key}', which it needs");
        }

        return found;
    }

    /// <summary>An element that may be there.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out Element? element)
    {
        _known.Add(key);
        var found = _values.TryGetValue(key, out var pair);
        element = found ? pair.Value : null;
        return found;
    }

    /// <summary>A required text.</summary>
    public string Text(string key, int longest = 140) =>
        TryRequire(key, out var element) ? element.Text(longest) : string.Empty;

    /// <summary>A text that may be missing.</summary>
    public string Text(string key, string otherwise, int longest = 140) =>
        TryGet(key, out var element) ? element.Text(longest) : otherwise;

    /// <summary>A required value.</summary>
    public T Value<T>(string key, Reading<T> reading, string expected) =>
        TryRequire(key, out var element) ? element.Value(reading, expected) : default!;

    /// <summary>A value that may be missing.</summary>
    public T Value<T>(string key, Reading<T> reading, string expected, T otherwise) =>
        TryGet(key, out var element) ? element.Value(reading, expected) : otherwise;

    /// <summary>A required name out of known ones.</summary>
    public string OneOf(string key, string what, IReadOnlyCollection<string> known) =>
        TryRequire(key, out var element) ? element.OneOf(what, known) : string.Empty;

    /// <summary>A list that may be missing.</summary>
    public ImmutableArray<T> List<T>(string key, Func<Element, T> read) =>
        TryGet(key, out var element) ? element.List(read) : [];

    /// <summary>Yes or no; no where it is missing.</summary>
    public bool Flag(string key) =>
        Value(key, (string text, out bool value) => bool.TryParse(text, out value), "true or false", otherwise: false);

    /// <summary>Refuses every key that nobody asked for.</summary>
    public void End()
    {
        foreach (var (name, (key, _)) in _values)
        {
            if (!_known.Contains(name))
            {
                _element.Faults.AddUnknown(key, "key", name, _known);
            }
        }
    }
}
