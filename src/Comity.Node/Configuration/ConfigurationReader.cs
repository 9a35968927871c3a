using System.Diagnostics.CodeAnalysis;

namespace Comity.Node.Configuration;

/// <summary>
/// Reads a node's configuration from a file, from the environment and from flags: a flag wins over a variable, and that over the
/// file. Everything that is wrong is found at once.
/// </summary>
public static class ConfigurationReader
{
    /// <summary>Reads.</summary>
    /// <param name="file">The file; absent for none.</param>
    /// <param name="environment">The environment's variables; those that are not the node's are passed over.</param>
    /// <param name="flags">The command line's values, by the setting's key.</param>
    /// <param name="configuration">What was read, where nothing is wrong.</param>
    /// <param name="faults">Everything that is wrong: file first, in order of place, then variables, then flags.</param>
    public static bool TryRead(
        string? file,
        IEnumerable<KeyValuePair<string, string>> environment,
        IEnumerable<KeyValuePair<string, string>> flags,
        [NotNullWhen(true)] out NodeConfiguration? configuration,
        out IReadOnlyList<ConfigurationFault> faults
    )
    {
        var found = new List<ConfigurationFault>();
        var stated = new List<StatedValue>();
        if (file is not null)
        {
            stated.AddRange(ConfigurationFile.Read(file, found));
        }

        stated.AddRange(FromEnvironment(environment, found));
        stated.AddRange(FromFlags(flags));
        var read = Take(stated, found);
        if (found.Count == 0)
        {
            read = ReadModelSettings.Apply(read, found);
            found.AddRange(Contradictions.In(read));
        }

        faults = InOrder(found);
        configuration = found.Count == 0 ? read : null;
        return configuration is not null;
    }

    private static NodeConfiguration Take(List<StatedValue> stated, List<ConfigurationFault> faults)
    {
        var known = NodeSettings.All.ToDictionary(static setting => setting.Key, StringComparer.Ordinal);
        var configuration = new NodeConfiguration();
        var places = new Dictionary<string, ConfigurationPlace>(StringComparer.Ordinal);
        foreach (var value in stated)
        {
            if (!known.TryGetValue(value.Key, out var setting))
            {
                faults.Add(new ConfigurationFault(value.KeyPlace, Unknown(value.Key, known)));
                continue;
            }

            configuration = setting.Take(
                configuration,
                value,
                message => faults.Add(new ConfigurationFault(value.Place, message))
            );
            places[value.Key] = value.Place;
        }

        return configuration with
        {
            Stated = places,
        };
    }

    private static IEnumerable<StatedValue> FromEnvironment(
        IEnumerable<KeyValuePair<string, string>> environment,
        List<ConfigurationFault> faults
    )
    {
        var known = NodeSettings.All.ToDictionary(static setting => setting.Variable, StringComparer.Ordinal);
        foreach (
            var (name, text) in environment
                .Where(static pair => pair.Key.StartsWith(Setting.VariablePrefix, StringComparison.Ordinal))
                .OrderBy(static pair => pair.Key, StringComparer.Ordinal)
        )
        {
            var place = new ConfigurationPlace.Variable(name);
            if (known.TryGetValue(name, out var setting))
            {
                yield return Single(setting, text, place);
            }
            else
            {
                var near = NearestName.TryFind(name, known.Keys, out var nearest)
                    ? $"; did you mean {nearest}?"
                    : "; docs/configuration.md lists the known ones";
                faults.Add(new ConfigurationFault(place, "unknown variable" + near));
            }
        }
    }

    private static IEnumerable<StatedValue> FromFlags(IEnumerable<KeyValuePair<string, string>> flags)
    {
        var known = NodeSettings.All.ToDictionary(static setting => setting.Key, StringComparer.Ordinal);
        foreach (var (key, text) in flags)
        {
            yield return Single(known[key], text, new ConfigurationPlace.Flag(known[key].Flag));
        }
    }

    private static StatedValue Single(Setting setting, string text, ConfigurationPlace place) =>
        new(
            setting.Key,
            setting.IsList ? text.Split(',', StringSplitOptions.TrimEntries) : [text],
            setting.IsList,
            Environment.CurrentDirectory,
            place,
            place
        );

    private static string Unknown(string key, Dictionary<string, Setting> known)
    {
        if (known.Keys.Any(one => one.StartsWith(key + ".", StringComparison.Ordinal)))
        {
            return $"'{key}' is a section; it takes keys under it, as {known.Keys.First(one => one.StartsWith(key + ".", StringComparison.Ordinal))}";
        }

        return NearestName.TryFind(key, known.Keys, out var nearest)
            ? $"unknown key '{key}'; did you mean '{nearest}'?"
            : $"unknown key '{key}'; docs/configuration.md lists the known ones";
    }

    private static ConfigurationFault[] InOrder(List<ConfigurationFault> faults) =>
        [
            .. faults.OrderBy(static fault =>
                fault.Place switch
                {
                    ConfigurationPlace.InFile at => (0, at.Line, at.Column),
                    ConfigurationPlace.Variable => (1, 0, 0),
                    ConfigurationPlace.Flag => (2, 0, 0),
                    _ => (3, 0, 0),
                }
            ),
        ];
}
