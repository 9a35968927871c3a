using System.Net.Sockets;
using System.Text;

namespace Comity.Cli.Tests.Commands;

/// <summary>What a node tells the service manager that started it (sd_notify(3)).</summary>
public sealed class ServiceManagerTests
{
    [Fact]
    public async Task A_node_says_when_it_answers_and_when_it_stops()
    {
        using var folder = new TestFolder();
        var world = folder["world"];
        Assert.Equal(0, (await Cli.RunAsync("genesis", Repository.DemoScenario, "--data", world)).Code);
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(folder["notify"]));

        await using var node = await RunningProgram.StartWithAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["NOTIFY_SOCKET"] = folder["notify"] },
            "--data",
            world
        );
        Assert.Equal("READY=1", await ReceiveAsync(manager));
        // It answers from the moment that it says so.
        Assert.Equal(0, (await Cli.RunAsync("status", "--data", world)).Code);
        Assert.Equal(0, manager.Available);
        await node.StopAsync();
        Assert.Equal("STOPPING=1", await ReceiveAsync(manager));
    }

    [Fact]
    public void The_unit_waits_for_what_the_node_says()
    {
        var unit = File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "deploy", "comity-node.service"));
        Assert.Contains("Type=notify", unit);
        // Checking beforehand is another process, which must not be taken for the node.
        Assert.Contains("NotifyAccess=main", unit);
    }

    private static async Task<string> ReceiveAsync(Socket manager)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, patience.Token)).TrimEnd();
    }
}
