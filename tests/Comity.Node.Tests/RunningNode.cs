using Comity.Node.Hosting;
using Comity.Protocol.Identifiers;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

/// <summary>A node in this process on a folder of the real disk, with a client, in a funded world.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private readonly GrpcChannel _channel;

    private RunningNode(TestWorld world, string folder, NodeHost host)
    {
        (World, Folder, Host) = (world, folder, host);
        Rest = new HttpClient { BaseAddress = host.RestUri };
        _channel = GrpcChannel.ForAddress(host.Uri, new GrpcChannelOptions { MaxReceiveMessageSize = 64 << 20 });
        Client = new NodeClients(_channel);
    }

    public TestWorld World { get; }

    public string Folder { get; }

    public NodeHost Host { get; }

    public NodeClients Client { get; }

    public HttpClient Rest { get; }

    public GrpcChannel Channel => _channel;

    public static async Task<RunningNode> Start(
        TestWorld world,
        string? folder = null,
        Func<NodeOptions, NodeOptions>? change = null
    )
    {
        folder ??= Directory.CreateTempSubdirectory("comity-node-").FullName;
        var options = new NodeOptions
        {
            DataFolder = folder,
            Genesis = world.GenesisBytes,
            Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0),
            Rest = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0),
            LogLevel = LogLevel.None,
        };
        var host = await NodeHost.StartAsync(change is null ? options : change(options));
        return new RunningNode(world, folder, host);
    }

    public static async Task<RunningNode> StartFunded(Func<NodeOptions, NodeOptions>? change = null)
    {
        var node = await Start(new TestWorld(2), change: change);
        var outcomes = await node.Submit([.. node.World.Founding(1_000_000)]);
        Assert.All(outcomes, static outcome => Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, outcome.Kind));
        return node;
    }

    public async Task<IReadOnlyList<Wire.TransactionOutcome>> Submit(params byte[][] transactions)
    {
        var request = new Wire.SubmitRequest { Transactions = { transactions.Select(ByteString.CopyFrom) } };
        return (await Client.Transactions.SubmitAsync(request)).Outcomes;
    }

    public async Task<Uetr> Pay(ulong units, int from = 0, int to = 1)
    {
        var uetr = Uetr.Random();
        var outcomes = await Submit(World.Pay(World.Banks[from], World.Banks[to], units, uetr));
        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, Assert.Single(outcomes).Kind);
        return uetr;
    }

    public async Task Stop()
    {
        _channel.Dispose();
        Rest.Dispose();
        await Host.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(Folder, recursive: true);
    }
}
