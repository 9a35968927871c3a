using System.Text.RegularExpressions;

namespace Comity.Node.Tests.Operating;

/// <summary>What a real node tells Prometheus, and that dashboard and alerts ask for nothing else.</summary>
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

    internal static async Task<string> Scrape(Func<RunningNode, Task> happens)
    {
        var metrics = HealthTests.FreePort();
        await using var node = await RunningNode.StartFunded(options => options with { Metrics = metrics });
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

    [GeneratedRegex(@"^(?<name>[a-z_]+)(?:\{[^}]*\})? ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex MetricName();

    [GeneratedRegex(@"[{,](?<name>[a-z_]+)=""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Label();

    // Names of ours, and of the frameworks that the dashboard shows.
    [GeneratedRegex(@"\b(?:comity|dotnet|http_server|kestrel|process)_[a-z_]+\b", RegexOptions.None, 10_000)]
    private static partial Regex AskedName();
}
