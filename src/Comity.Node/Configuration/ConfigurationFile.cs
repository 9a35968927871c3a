using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Comity.Node.Configuration;

/// <summary>Reads a configuration file (YAML 1.2) into values by dotted key, each with its place.</summary>
internal static class ConfigurationFile
{
    private const long LargestFile = 1 << 20;

    /// <summary>Reads a file; what is wrong with it as a whole goes to the faults.</summary>
    public static IReadOnlyList<StatedValue> Read(string path, List<ConfigurationFault> faults)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > LargestFile)
        {
            Fault(
                path,
                1,
                1,
                file.Exists ? "is larger than 1 MiB; a configuration is not" : "there is no such file",
                faults
            );
            return [];
        }

        var values = new List<StatedValue>();
        var yaml = new YamlStream();
        var parser = new Parser(new StringReader(File.ReadAllText(path)));
        try
        {
            yaml.Load(parser);
            if (yaml.Documents.Count > 1)
            {
                Fault(path, 1, 1, $"holds {yaml.Documents.Count} YAML documents; one is expected", faults);
            }
            else if (yaml.Documents.Count == 1 && yaml.Documents[0].RootNode is var root)
            {
                if (root is YamlMappingNode mapping)
                {
                    Flatten(path, file.DirectoryName!, string.Empty, mapping, values, faults);
                }
                else
                {
                    Fault(path, root, "must be a mapping (key: value lines)", faults);
                }
            }
        }
        catch (YamlException wrong)
        {
            Fault(path, (int)wrong.Start.Line, (int)wrong.Start.Column, $"is not YAML: {wrong.Message}", faults);
        }
        catch (InvalidOperationException)
        {
            // The library's answer to a collection that is still open where it cannot go on.
            var (line, column) = parser.Current is { } last ? (last.End.Line, last.End.Column) : (1, 1);
            Fault(
                path,
                (int)line,
                (int)column,
                "is not YAML: a list or mapping that is open here is never closed",
                faults
            );
        }

        return values;
    }

    private static void Flatten(
        string path,
        string folder,
        string prefix,
        YamlMappingNode mapping,
        List<StatedValue> values,
        List<ConfigurationFault> faults
    )
    {
        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { Length: > 0 } name })
            {
                Fault(path, key, "a key must be a plain text", faults);
                continue;
            }

            var full = prefix + name;
            switch (value)
            {
                case YamlMappingNode section:
                    Flatten(path, folder, full + ".", section, values, faults);
                    break;
                case YamlScalarNode scalar:
                    Add([scalar.Value ?? string.Empty], isList: false);
                    break;
                case YamlSequenceNode list when list.Children.All(static one => one is YamlScalarNode):
                    Add(
                        [.. list.Children.Select(static one => ((YamlScalarNode)one).Value ?? string.Empty)],
                        isList: true
                    );
                    break;
                default:
                    Fault(path, value, $"{full} must be a value or a list of values", faults);
                    break;
            }

            void Add(IReadOnlyList<string> text, bool isList) =>
                values.Add(new StatedValue(full, text, isList, folder, At(path, key), At(path, value)));
        }
    }

    private static ConfigurationPlace.InFile At(string path, YamlNode node) =>
        new(path, (int)node.Start.Line, (int)node.Start.Column);

    private static void Fault(string path, YamlNode node, string message, List<ConfigurationFault> faults) =>
        faults.Add(new ConfigurationFault(At(path, node), message));

    private static void Fault(string path, int line, int column, string message, List<ConfigurationFault> faults) =>
        faults.Add(new ConfigurationFault(new ConfigurationPlace.InFile(path, line, column), message));
}
