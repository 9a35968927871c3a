using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Genesis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads scenario files. Every fault is found at once, with its line and column.</summary>
internal static class ScenarioReader
{
    /// <summary>The text that the key <c>scenario</c> must hold.</summary>
    public const string Format = "comity/1";

    private const long LargestFile = 4 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    public static bool TryReadFile(
        string path,
        [NotNullWhen(true)] out Scenario? scenario,
        out IReadOnlyList<ScenarioFault> faults
    )
    {
        scenario = null;
        var file = new FileInfo(path);
        if (!file.Exists || file.Length > LargestFile)
        {
            faults = [new ScenarioFault(1, 1, file.Exists ? "is larger than 4 MiB" : "there is no such file")];
            return false;
        }

        return TryRead(File.ReadAllText(path), Path.GetDirectoryName(file.FullName)!, out scenario, out faults);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">YAML 1.2.</param>
    /// <param name="folder">What relative paths in it start from.</param>
    /// <param name="scenario">The scenario, where nothing is wrong.</param>
    /// <param name="faults">Everything that is wrong.</param>
    public static bool TryRead(
        string text,
        string folder,
        [NotNullWhen(true)] out Scenario? scenario,
        out IReadOnlyList<ScenarioFault> faults
    )
    {
        var found = new Faults();
        scenario = null;
        var yaml = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            yaml.Load(parser);
            if (yaml.Documents.Count == 1)
            {
                scenario = Read(new Element(yaml.Documents[0].RootNode, "the scenario", found).Section(), folder);
            }
            else
            {
                found.Add(1, 1, $"holds {yaml.Documents.Count} YAML documents; one is expected");
            }
        }
        catch (YamlException wrong)
        {
            found.Add((int)wrong.Start.Line, (int)wrong.Start.Column, $"is not YAML: {wrong.Message}");
        }
        catch (InvalidOperationException)
        {
            // The library's answer to a collection that is still open where it cannot go on.
            var (line, column) = parser.Current is { } last ? (last.End.Line, last.End.Column) : (1, 1);
            found.Add((int)line, (int)column, "is not YAML: a list or mapping that is open here is never closed");
        }

        faults = found.InOrder;
        scenario = found.Any ? null : scenario;
        return scenario is not null;
    }

    private static Scenario Read(Section root, string folder)
    {
        if (root.TryRequire("scenario", out var format))
        {
            format.OneOf("format", [Format]);
        }

        var names = new Names();
        var title = root.Text("title", 200);
        var network = ReadNetwork(root);
        var participants = new ParticipantsReader(names).Read(root);
        var currencies = new CurrenciesReader(names).Read(root);
        var reserves = new ReservesReader(names).Read(root);
        var placements = root.List("placements", leg => new LegReader(names).Read(leg.Section()));
        var rates = RatesReader.Read(root, folder);
        var offers = new OffersReader(names, rates).Read(root);
        var policies = new PoliciesReader(names).Read(root);
        var steps = new StepsReader(names, folder).Read(root);
        root.End();
        return new Scenario(title, network, currencies, participants, reserves, placements, offers, policies, steps);
    }

    private static ScenarioNetwork ReadNetwork(Section root)
    {
        var standard = new NetworkParameters();
        if (!root.TryRequire("network", out var element))
        {
            return new ScenarioNetwork(string.Empty, string.Empty, standard);
        }

        var section = element.Section();
        var network = new ScenarioNetwork(
            section.Text("name", 35),
            section.Text("key-seed", string.Empty),
            standard with
            {
                LongestValidityMilliseconds = Span("longest-validity", standard.LongestValidityMilliseconds),
                LongestWaitMilliseconds = Span("longest-wait", standard.LongestWaitMilliseconds),
                QueuePatienceMilliseconds = Span("queue-patience", standard.QueuePatienceMilliseconds),
                SaverIntervalMilliseconds = Span("saver-interval", standard.SaverIntervalMilliseconds),
                SaverWork = section.Value("saver-work", Values.Count, "a number of steps", (int)standard.SaverWork),
                MostWaiting = section.Value("most-waiting", Values.Count, "a number", standard.MostWaiting),
                MostTries = section.Value("most-tries", Values.Count, "a number", standard.MostTries),
                RetentionMilliseconds = Span("retention", standard.RetentionMilliseconds),
                MostForgotten = section.Value("most-forgotten", Values.Count, "a number", standard.MostForgotten),
            }
        );
        section.End();
        return network;

        ulong Span(string key, ulong otherwise) => section.Value(key, Values.Span, Values.SpanExpected, otherwise);
    }
}
