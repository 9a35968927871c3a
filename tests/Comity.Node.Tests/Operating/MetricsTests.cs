using System.Text.RegularExpressions;
using Comity.Node.Access.Budgets;
using Comity.Node.Hosting;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Operating;

/// <summary>Alone in its process while it runs: meters are a process's, and another node's payments would be counted too.</summary>
[CollectionDefinition(nameof(MetersOfOneNode), DisableParallelization = true)]
public sealed class MetersOfOneNode;

/// <summary>What a real node tells Prometheus, and that dashboard and alerts ask for nothing else.</summary>
[Collection(nameof(MetersOfOneNode))]
public sealed partial class MetricsTests
{
    [Fact]
    public async Task A_scrape_tells_what_payments_and_refusals_there_were()
    {
        var scrape = await Scrape(async node =>
        {
            await node.Pay(10);
            await node.Pay(10);
            var tooMuch = node.World.Pay(
                node.World.Banks[0],
                node.World.Banks[1],
                1_000_000_000,
                Protocol.Identifiers.Uetr.Random()
            );
            await node.Submit(tooMuch);
            await node.Submit([1, 2, 3]);
        });

        Assert.Matches("""comity_settlements_total\{[^}]*comity_settlement_state="settled"[^}]*\} [2-9]""", scrape);
        Assert.Matches("""comity_transactions_refused_total\{[^}]*comity_refusal_code="[A-Za-z]+"[^}]*\} 1""", scrape);
        Assert.Matches("""comity_intake_malformed_total(\{[^}]*\})? 1""", scrape);
        Assert.Matches("""comity_ledger_height(\{[^}]*\})? [1-9]""", scrape);
        Assert.Matches("""comity_block_flush_duration_seconds_bucket\{[^}]*le="0\.001"[^}]*\}""", scrape);
    }

    [Fact]
    public async Task A_scrape_tells_how_often_callers_were_over_each_limit_and_not_who()
    {
        var budgets = new BudgetOptions
        {
            Queries = new RateBudget(1, 2),
            Transactions = new RateBudget(10, 1_000),
            CallsAtOnce = 1,
            FailedAttempts = new RateBudget(1, 2),
        };
        var scrape = await Scrape(
            async node =>
            {
                var greedy = node.As(node.World.Banks[1]);
                for (var asked = 0; asked < 5; asked++)
                {
                    await Ignored(greedy.Network.GetNetworkAsync(new Wire.GetNetworkRequest()).ResponseAsync);
                }

                await Ignored(greedy.Transactions.SubmitAsync(Junk(900)).ResponseAsync);
                await Ignored(greedy.Transactions.SubmitAsync(Junk(900)).ResponseAsync);
                using var stream = greedy.Transactions.SubmitStream();
                await stream.RequestStream.WriteAsync(Junk(110));
                await stream.RequestStream.CompleteAsync();
                Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
                var (_, nobody, _) = node.Call(null);
                for (var asked = 0; asked < 5; asked++)
                {
                    await Ignored(nobody.Network.GetNetworkAsync(new Wire.GetNetworkRequest()).ResponseAsync);
                }
            },
            options => options with { Access = options.Access with { Budgets = budgets } }
        );

        var limits = Regex.Matches(
            scrape,
            """comity_calls_limited_total\{(?<labels>[^}]*)\} (?<value>[0-9]+)""",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(10)
        );
        var met = limits.ToDictionary(
            static one => LimitLabel().Match(one.Groups["labels"].Value).Groups["limit"].Value,
            static one => long.Parse(one.Groups["value"].Value, System.Globalization.CultureInfo.InvariantCulture)
        );
        Assert.Equal(7, met.Count);
        Assert.Equal((1, 1), (met["transactions"], met["transactions_of_stream"]));
        Assert.InRange(met["queries"], 1, 5);
        Assert.InRange(met["failed_attempts"], 1, 5);
        Assert.Equal((0, 0, 0), (met["calls_at_once"], met["submissions_at_once"], met["connections"]));
        Assert.DoesNotContain("COMITY", scrape, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_and_alerts_ask_only_for_metrics_that_a_node_tells()
    {
        var scrape = await Scrape(PayAndRefuse);
        var known = MetricName().Matches(scrape).Select(static match => match.Groups["name"].Value).ToHashSet();
        var labels = Label().Matches(scrape).Select(static match => match.Groups["name"].Value).ToHashSet();
        Assert.Contains("comity_ledger_height", known);
        foreach (
            var file in (string[])["grafana-dashboard.json", "prometheus-alerts.yaml", "prometheus-alerts.test.yaml"]
        )
        {
            var text = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "deploy", file));
            var asked = AskedName().Matches(text).Select(static match => match.Value).ToHashSet();
            Assert.NotEmpty(asked);
            Assert.Equal([], asked.Where(name => !known.Contains(name) && !labels.Contains(name)));
        }
    }

    internal static async Task<string> Scrape(
        Func<RunningNode, Task> happens,
        Func<NodeOptions, NodeOptions>? change = null
    )
    {
        var metrics = HealthTests.FreePort();
        await using var node = await RunningNode.StartFunded(options =>
            (change is null ? options : change(options)) with
            {
                Metrics = metrics,
            }
        );
        await happens(node);
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri($"http://{metrics}/metrics"));
    }

    internal static async Task PayAndRefuse(RunningNode node)
    {
        await node.Pay(10);
        await node.Submit(
            node.World.Pay(node.World.Banks[0], node.World.Banks[1], 1_000_000_000, Protocol.Identifiers.Uetr.Random())
        );
    }

    private static Wire.SubmitRequest Junk(int count) =>
        new() { Transactions = { Enumerable.Repeat(Google.Protobuf.ByteString.CopyFrom(1, 2, 3), count) } };

    private static async Task Ignored(Task call)
    {
        try
        {
            await call;
        }
        catch (Grpc.Core.RpcException) { }
    }

    [GeneratedRegex("comity_limit=\"(?<limit>[a-z_]+)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex LimitLabel();

    [GeneratedRegex(@"^(?<name>[a-z_]+)(?:\{[^}]*\})? ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex MetricName();

    [GeneratedRegex(@"[{,](?<name>[a-z_]+)=""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Label();

    // Names of ours, and of the frameworks that the dashboard shows.
    [GeneratedRegex(@"\b(?:comity|dotnet|http_server|kestrel|process)_[a-z_]+\b", RegexOptions.None, 10_000)]
    private static partial Regex AskedName();
}
