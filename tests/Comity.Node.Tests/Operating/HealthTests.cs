using System.Net;
using Comity.Ordering.Backup;
using Grpc.Health.V1;

namespace Comity.Node.Tests.Operating;

public sealed class HealthTests
{
    [Fact]
    public async Task A_node_that_takes_payments_is_live_and_ready_by_grpc_and_by_http()
    {
        var metrics = FreePort();
        await using var node = await RunningNode.StartFunded(options => options with { Metrics = metrics });
        using var http = new HttpClient { BaseAddress = new Uri($"http://{metrics}") };

        await AssertBecomes(HealthCheckResponse.Types.ServingStatus.Serving, node, "ready");
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);
        foreach (var service in (string[])["", "live", "ready"])
        {
            await AssertBecomes(HealthCheckResponse.Types.ServingStatus.Serving, node, service);
        }
    }

    [Fact]
    public async Task A_node_that_misses_blocks_is_live_and_not_ready_and_says_why()
    {
        var backup = Directory.CreateTempSubdirectory("comity-health-").FullName;
        var first = await RunningNode.StartFunded();
        await first.Stop();
        BackupWriter.Create(new BackupOptions { Data = first.Folder, Destination = backup });
        Directory.Delete(first.Folder, recursive: true);
        BackupRestore.Run(backup, first.Folder, TimeProvider.System);
        var metrics = FreePort();

        await using var node = await RunningNode.Start(
            first.World,
            first.Folder,
            options => options with { Metrics = metrics }
        );
        using var http = new HttpClient { BaseAddress = new Uri($"http://{metrics}") };

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        var ready = await http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("restored from the backup", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AssertBecomes(HealthCheckResponse.Types.ServingStatus.Serving, node, "live");
        await AssertBecomes(HealthCheckResponse.Types.ServingStatus.NotServing, node, "ready");
        Directory.Delete(backup, recursive: true);
    }

    [Fact]
    public async Task A_node_with_too_little_space_is_not_ready()
    {
        var metrics = FreePort();
        await using var node = await RunningNode.StartFunded(options =>
            options with
            {
                Metrics = metrics,
                Operation = options.Operation with { LeastFreeDisk = long.MaxValue },
            }
        );
        using var http = new HttpClient { BaseAddress = new Uri($"http://{metrics}") };

        var ready = await http.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("health.least-free-disk", await ready.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    internal static IPEndPoint FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }

    // It is looked once a second.
    private static async Task AssertBecomes(
        HealthCheckResponse.Types.ServingStatus expected,
        RunningNode node,
        string service
    )
    {
        var client = new Health.HealthClient(node.Channel);
        var status = HealthCheckResponse.Types.ServingStatus.Unknown;
        for (var tries = 0; tries < 100 && status != expected; tries++)
        {
            status = (await client.CheckAsync(new HealthCheckRequest { Service = service })).Status;
            await Task.Delay(50);
        }

        Assert.Equal(expected, status);
    }
}
