namespace Comity.Node.Configuration;

/// <summary>One thing that can be set about a node: its names, what it may be, what it is otherwise, and what it does.</summary>
public sealed record Setting
{
    /// <summary>What every environment variable of the node begins with.</summary>
    public const string VariablePrefix = "COMITY_NODE_";

    private Setting(string key, bool isList, string expected, string otherwise, string about, Taking take) =>
        (Key, IsList, Expected, Otherwise, About, Take) = (key, isList, expected, otherwise, about, take);

    /// <summary>Takes a stated value into the configuration; a fault where it is none.</summary>
    public delegate NodeConfiguration Taking(NodeConfiguration to, StatedValue value, Action<string> fault);

    /// <summary>Its key in the file: sections and name, with dots.</summary>
    public string Key { get; }

    /// <summary>Whether it is a list: in the file a YAML list, in a variable or flag with commas.</summary>
    public bool IsList { get; }

    /// <summary>What is allowed.</summary>
    public string Expected { get; }

    /// <summary>What it is where it is not set, in words or as it would be written.</summary>
    public string Otherwise { get; }

    /// <summary>What it does, in a sentence or two.</summary>
    public string About { get; }

    /// <summary>Takes a value.</summary>
    public Taking Take { get; }

    /// <summary>Its environment variable.</summary>
    public string Variable => VariablePrefix + Key.Replace('.', '_').Replace('-', '_').ToUpperInvariant();

    /// <summary>Its flag.</summary>
    public string Flag => "--" + Key.Replace('.', '-');

    /// <summary>A setting of one value.</summary>
    public static Setting Of<T>(
        string key,
        ValueKind<T> kind,
        string otherwise,
        string about,
        Func<NodeConfiguration, T, NodeConfiguration> take
    ) =>
        new(
            key,
            isList: false,
            kind.Expected,
            otherwise,
            about,
            (to, value, fault) =>
            {
                if (!value.IsList && kind.Read(value.Text[0], value.Folder, out var read))
                {
                    return take(to, read);
                }

                fault(Wrong(key, value, kind.Expected));
                return to;
            }
        );

    /// <summary>A setting of a list of values.</summary>
    public static Setting ListOf<T>(
        string key,
        ValueKind<T> kind,
        string otherwise,
        string about,
        Func<NodeConfiguration, IReadOnlyList<T>, NodeConfiguration> take
    ) =>
        new(
            key,
            isList: true,
            "a list, each " + kind.Expected,
            otherwise,
            about,
            (to, value, fault) =>
            {
                var all = new List<T>();
                foreach (var text in value.Text)
                {
                    if (kind.Read(text, value.Folder, out var read))
                    {
                        all.Add(read);
                    }
                    else
                    {
                        fault($"{key} has the element '{text}'; each must be {kind.Expected}");
                    }
                }

                return all.Count == value.Text.Count ? take(to, all) : to;
            }
        );

    private static string Wrong(string key, StatedValue value, string expected)
    {
        var near =
            !value.IsList && NearestName.TryFind(value.Text[0], ValueKinds.WordsOf(expected), out var nearest)
                ? $"; did you mean '{nearest}'?"
                : string.Empty;
        return $"{key} is {value.Said}; expected {expected}{near}";
    }
}
