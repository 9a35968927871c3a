using System.Diagnostics;
using System.Text.Json;

namespace Comity.Cli.Tests.Commands;

public sealed class NodeTests
{
    private const string Payment = "c0300001-0000-4000-8000-000000000001";
    private const string NeverSent = "c0300fff-0000-4000-8000-000000000001";

    [Fact]
    public async Task Somebody_with_a_scenario_of_their_own_can_found_run_send_ask_trace_and_audit()
    {
        using var folder = new TestFolder();
        var world = folder["world"];
        Assert.Equal(0, (await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", world)).Code);
        using var node = Cli.Start("node", "run", "--data", world, "--listen", "127.0.0.1:0");
        try
        {
            await ListeningAsync(node);
            await AssertSendsAsync(world);
            await AssertAnswersAsync(world);
        }
        finally
        {
            await StopAsync(node);
        }

        Assert.Equal(0, node.ExitCode);
        var audit = await Cli.RunAsync("audit", world);
        Assert.Equal(0, audit.Code);
        Assert.Contains("sound", audit.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_node_on_the_same_folder_is_refused_with_3()
    {
        using var folder = new TestFolder();
        var world = folder["world"];
        await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", world);
        using var node = Cli.Start("node", "run", "--data", world, "--listen", "127.0.0.1:0");
        try
        {
            await ListeningAsync(node);

            Assert.Equal(3, (await Cli.RunAsync("node", "run", "--data", world, "--listen", "127.0.0.1:0")).Code);
        }
        finally
        {
            await StopAsync(node);
        }
    }

    [Fact]
    public async Task Where_no_node_answers_the_exit_code_is_3()
    {
        using var folder = new TestFolder();
        await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", folder["world"]);

        var ran = await Cli.RunAsync("status", "--node", "https://127.0.0.1:9", "--data", folder["world"]);

        Assert.Equal(3, ran.Code);
        Assert.Contains("no node answers", ran.Errors, StringComparison.Ordinal);
    }

    private static async Task AssertSendsAsync(string world)
    {
        var file = Path.Combine(RepositoryFolder.Root, "samples", "demo", "01-same-currency.xml");
        var sent = await Cli.RunAsync("send", file, "--as", "GUANCNBJ", "--data", world, "--json");
        Assert.True(sent.Code == 0, sent.Errors);
        var outcome = Assert.Single(sent.Json.GetProperty("outcomes").EnumerateArray());
        Assert.Equal("Settled", outcome.GetProperty("status").GetString());
        Assert.Equal(Payment, outcome.GetProperty("uetr").GetString());
        Assert.NotEmpty(Directory.EnumerateFiles(sent.Json.GetProperty("outbox").GetString()!, "*.xml"));

        var refused = Path.Combine(RepositoryFolder.Root, "samples", "demo", "33-no-cover.xml");
        Assert.Equal(1, (await Cli.RunAsync("send", refused, "--as", "PEARAEAD", "--data", world)).Code);
        Assert.Equal(2, (await Cli.RunAsync("send", refused, "--as", "NOBODYXX", "--data", world)).Code);
        Assert.Equal(2, (await Cli.RunAsync("send", "nothing.xml", "--as", "PEARAEAD", "--data", world)).Code);
    }

    private static async Task AssertAnswersAsync(string world)
    {
        var status = await Cli.RunAsync("status", "--data", world, "--json");
        Assert.Equal("comity-demo", status.Json.GetProperty("network").GetString());
        Assert.Equal(17UL, status.Json.GetProperty("accounts").GetUInt64());

        var one = await Cli.RunAsync("status", Payment, "--data", world, "--json");
        Assert.Equal("Settled", one.Json.GetProperty("state").GetString());
        Assert.Equal(1, (await Cli.RunAsync("status", NeverSent, "--data", world)).Code);
        Assert.Equal(2, (await Cli.RunAsync("status", "no-uetr", "--data", world)).Code);

        var trace = await Cli.RunAsync("trace", Payment, "--data", world, "--json");
        Assert.Equal(0, trace.Code);
        Assert.True(trace.Json.GetProperty("proof").GetProperty("verified").GetBoolean());
        Assert.Contains(
            "settled, final (at once): CNY 1,250,000.00 from GUANCNBJ to JINHCNSH",
            trace.Json.GetProperty("steps").EnumerateArray().Last().GetProperty("what").GetString(),
            StringComparison.Ordinal
        );
        var wrongRoot = await Cli.RunAsync("trace", Payment, "--data", world, "--root", new string('0', 64));
        Assert.Equal(1, wrongRoot.Code);
        Assert.Contains("NOT PROVEN", wrongRoot.Output, StringComparison.Ordinal);
    }

    private static async Task ListeningAsync(Process node)
    {
        while (await node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains("listening on", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail(await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    // SIGTERM, as an operator's service manager sends it.
    private static async Task StopAsync(Process node)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{node.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
