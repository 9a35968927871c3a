using Comity.Node.ReadModel;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

public sealed class EventStreamTests
{
    [Fact]
    public async Task Events_are_followed_from_any_height_and_then_as_they_come()
    {
        await using var node = await RunningNode.StartFunded();
        await node.Pay(1);
        using var following = node.Client.Blocks.FollowEvents(new Wire.FollowEventsRequest { FromHeight = 1 });
        var heights = new List<ulong>();
        while (heights.Count < (int)node.Host.Engine.Tip.Height)
        {
            heights.Add(await Next(following));
        }

        var uetr = await node.Pay(2);
        heights.Add(await Next(following));

        Assert.Equal(Enumerable.Range(1, heights.Count).Select(static height => (ulong)height), heights);
        var settled = Assert.Single(following.ResponseStream.Current.Events).Settled;
        Assert.Equal(uetr.ToWire(), settled.Uetr);
    }

    [Fact]
    public async Task Following_until_now_ends_at_the_last_block()
    {
        await using var node = await RunningNode.StartFunded();
        await node.Pay(1);
        using var following = node.Client.Blocks.FollowEvents(
            new Wire.FollowEventsRequest { FromHeight = 2, UntilNow = true }
        );

        var blocks = await following
            .ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(node.Host.Engine.Tip.Height, blocks[^1].Height);
        Assert.All(blocks, static block => Assert.NotEmpty(block.Events));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_read_model_that_was_lost_or_spoilt_is_rebuilt_from_the_log(bool spoilt)
    {
        await using var node = await RunningNode.StartFunded(static options =>
            options with
            {
                CheckpointEveryBlocks = 3,
            }
        );
        var uetrs = new List<Uetr>();
        for (var payment = 0; payment < 10; payment++)
        {
            uetrs.Add(await node.Pay(1));
        }

        await node.Stop();
        var file = Path.Combine(node.Folder, "readmodel-1.sqlite");
        if (spoilt)
        {
            await File.WriteAllBytesAsync(file, new byte[8192], TestContext.Current.CancellationToken);
        }
        else
        {
            File.Delete(file);
        }

        var again = await RunningNode.Start(node.World, node.Folder);
        foreach (var uetr in uetrs)
        {
            var info = await again.Client.Settlements.GetSettlementAsync(
                new Wire.GetSettlementRequest { Uetr = uetr.ToString() }
            );
            Assert.Equal(Wire.EventView.Types.Kind.Settled, Assert.Single(info.Steps).Kind);
        }

        await again.Stop();
    }

    [Fact]
    public async Task A_node_without_a_read_model_settles_all_the_same_and_says_that_it_keeps_none()
    {
        await using var node = await RunningNode.StartFunded(static options =>
            options with
            {
                ReadModel = new ReadModelOptions.None(),
            }
        );
        var uetr = await node.Pay(1);

        // Whose it was is in the trail alone: without one, what is the caller's and what there is not are answered alike.
        var unknown = await Assert.ThrowsAsync<RpcException>(async () =>
            await node.Client.Settlements.GetSettlementAsync(new Wire.GetSettlementRequest { Uetr = uetr.ToString() })
        );
        using var following = node.Client.Blocks.FollowEvents(new Wire.FollowEventsRequest());
        var fault = await Assert.ThrowsAsync<RpcException>(() =>
            following.ResponseStream.MoveNext(TestContext.Current.CancellationToken)
        );

        Assert.Equal(StatusCode.FailedPrecondition, unknown.StatusCode);
        Assert.Equal(StatusCode.FailedPrecondition, fault.StatusCode);
        Assert.False(File.Exists(Path.Combine(node.Folder, "readmodel-1.sqlite")));
    }

    [Fact]
    public async Task Metrics_are_served_on_their_own_port_and_nowhere_else()
    {
        var port = FreePort();
        await using var node = await RunningNode.StartFunded(options =>
            options with
            {
                Metrics = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port),
            }
        );
        using var http = new HttpClient();

        var text = await http.GetStringAsync(
            new Uri($"http://127.0.0.1:{port}/metrics"),
            TestContext.Current.CancellationToken
        );

        Assert.Contains("comity_blocks", text, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<ulong> Next(AsyncServerStreamingCall<Wire.BlockEvents> following)
    {
        Assert.True(await following.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        return following.ResponseStream.Current.Height;
    }
}
