using System.Diagnostics;
using Comity.Cli.Commands;
using Comity.Cli.Output;
using Comity.Cli.Worlds;
using Comity.Client.Keys;
using Comity.Iso20022.Reading;
using Comity.Node.Hosting;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Demo;

/// <summary>Runs a scenario against a node: founds its world, runs its steps, checks the books.</summary>
/// <param name="world">The world.</param>
/// <param name="folder">Its folder.</param>
/// <param name="node">The node.</param>
/// <param name="answer">Where progress goes.</param>
/// <param name="passphrases">What opens the gateways' keys, where they are sealed.</param>
internal sealed class DemoRun(
    World world,
    WorldFolder folder,
    NodeHost node,
    Answer answer,
    PassphraseSource passphrases
)
{
    private readonly Amounts _show = new(
        world.Scenario.Currencies.ToDictionary(
            static one => one.Id.ToString(),
            static one => one.Decimals,
            StringComparer.Ordinal
        )
    );

    /// <summary>Runs all of it.</summary>
    /// <param name="begun">When the command began, for the time it took.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="InvalidOperationException">The world cannot be founded; the message says why.</exception>
    public async Task<DemoReport> RunAsync(long begun, CancellationToken cancellation)
    {
        if (await NodeCommand.FoundAsync(node.Engine, folder, answer) is { } refused)
        {
            throw new InvalidOperationException(refused);
        }

        var description = WorldDescription.Of(world);
        using var callers = new WorldCallers(folder, description, node.Uri);
        foreach (var member in description.Members)
        {
            var bic = Bic.Parse(member.Bic);
            callers.Open(member, world.KeyOf(bic, world.Scenario[bic].Keys[0].Name));
        }

        var books = new Books(world, callers);
        var before = await books.ReadAsync(cancellation);
        using var desk = new GatewayDesk(folder, description, callers, passphrases);
        var steps = await RunStepsAsync(description, callers, desk, cancellation);
        await NotifyAsync(description, desk, cancellation);
        var after = await books.ReadAsync(cancellation);
        var supplies = await books.ProveAsync(cancellation);
        var network = await callers.Authorities[0].GetNetworkAsync(cancellation);
        return new DemoReport(
            world.Scenario.Title,
            network.Network,
            folder.Path,
            network.Height,
            steps,
            Compare(before, after),
            supplies,
            FinalityTimes.Of(steps),
            CountOutbox(),
            (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds
        );
    }

    private async Task<List<StepResult>> RunStepsAsync(
        WorldDescription description,
        WorldCallers callers,
        GatewayDesk desk,
        CancellationToken cancellation
    )
    {
        var runner = new StepRunner(
            world,
            callers,
            new SendSteps(world, folder, description, callers, desk, _show),
            new LedgerSteps(world, callers, _show),
            _show
        );
        var results = new List<StepResult>();
        foreach (var step in world.Scenario.Steps)
        {
            var result = await runner.RunAsync(step, cancellation);
            results.Add(result);
            answer.Say(DemoText.Line(results.Count, world.Scenario.Steps.Length, result));
            foreach (var detail in result.Details)
            {
                answer.Say($"           {detail}");
            }
        }

        return results;
    }

    // Everybody who is paid is told, whether or not it sent something itself.
    private static async Task NotifyAsync(
        WorldDescription description,
        GatewayDesk desk,
        CancellationToken cancellation
    )
    {
        foreach (var member in description.Members.Where(static one => !one.IsAuthority))
        {
            if (desk.TryOpen(member, out var gateway, out _))
            {
                await gateway.WriteNotificationsAsync(untilNow: true, cancellation);
            }
        }
    }

    private static List<BalanceChange> Compare(IReadOnlyList<Holding> before, IReadOnlyList<Holding> after) =>
        [
            .. before
                .Concat(after)
                .Select(static one => (one.Bic, one.Currency))
                .Distinct()
                .Select(key => new BalanceChange(key.Bic, key.Currency, Of(before, key), Of(after, key))),
        ];

    private static UInt128 Of(IReadOnlyList<Holding> holdings, (string Bic, string Currency) key) =>
        holdings.FirstOrDefault(one => one.Bic == key.Bic && one.Currency == key.Currency).Units;

    private Dictionary<string, int> CountOutbox()
    {
        var gateways = Path.Combine(folder.Path, "gateways");
        return Directory.Exists(gateways)
            ? Directory
                .EnumerateFiles(gateways, "*.xml", SearchOption.AllDirectories)
                .Where(static file => Path.GetFileName(Path.GetDirectoryName(file)) == "outbox")
                .GroupBy(MessageOf, StringComparer.Ordinal)
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal)
            : [];
    }

    private static string MessageOf(string file) =>
        MessageReader.Read(File.ReadAllBytes(file)).TryGet(out var message, out _)
            ? message.Document.Type.Identifier
            : "unknown";
}
