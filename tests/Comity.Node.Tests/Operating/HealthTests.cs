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

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready")).StatusCode);
        foreach (var service in (string[])["", "live", "ready"])
        {
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await Ask(node, service));
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
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.NotServing, await Ask(node, "ready"));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, await Ask(node, "live"));
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

    private static async Task<HealthCheckResponse.Types.ServingStatus> Ask(RunningNode node, string service)
    {
        var client = new Health.HealthClient(node.Channel);
        for (var tries = 0; ; tries++)
        {
            var status = (await client.CheckAsync(new HealthCheckRequest { Service = service })).Status;
            // The first answers come from before the first look.
            if (status is not HealthCheckResponse.Types.ServingStatus.Unknown || tries == 50)
            {
                return status;
            }

            await Task.Delay(100);
        }
    }
}
