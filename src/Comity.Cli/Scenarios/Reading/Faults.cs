using Comity.Node.Configuration;
using YamlDotNet.RepresentationModel;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Collects every fault of a file, so that all are reported at once.</summary>
internal sealed class Faults
{
    private readonly List<ScenarioFault> _all = [];

    /// <summary>Whether there is any.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>All, in order of place.</summary>
    public IReadOnlyList<ScenarioFault> InOrder =>
        [.. _all.Distinct().OrderBy(static fault => fault.Line).ThenBy(static fault => fault.Column)];

    /// <summary>Notes a fault at a node.</summary>
    public void Add(YamlNode node, string message) =>
        _all.Add(new ScenarioFault(checked((int)node.Start.Line), checked((int)node.Start.Column), message));

    /// <summary>Notes a fault at a place.</summary>
    public void Add(int line, int column, string message) => _all.Add(new ScenarioFault(line, column, message));

    /// <summary>Notes a name that is not among the known ones, with the nearest known one.</summary>
    public void AddUnknown(YamlNode node, string what, string name, IReadOnlyCollection<string> known) =>
        Add(
            node,
            NearestName.TryFind(name, known, out var nearest)
                ? $"unknown {what} '{name}'; did you mean '{nearest}'?"
                : $"unknown {what} '{name}'; known are {List(known)}"
        );

    private static string List(IReadOnlyCollection<string> known) =>
        known.Count == 0 ? "none" : string.Join(", ", known.Order(StringComparer.Ordinal).Take(30));
}
