using System.Security.Cryptography.X509Certificates;
using Comity.Client.Security;
using Comity.Node.Access;
using Comity.Node.Access.Transport;
using Comity.Node.Hosting;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

/// <summary>
/// A node in this process on a folder of the real disk, with TLS, in a funded world. <see cref="Client"/> calls as the first bank,
/// or as the first authority where nobody else is admitted yet.
/// </summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private static readonly Lazy<TestCertificates> Shared = new(MakeCertificates);
    private readonly List<IDisposable> _open = [];

    private RunningNode(TestWorld world, string folder, NodeHost host, SigningKey operatorKey)
    {
        (World, Folder, Host, OperatorKey) = (world, folder, host, operatorKey);
        (Channel, Client, Rest) = Call(world.TokensOf(world.Authorities[0]));
    }

    /// <summary>The authority of the node's certificate, unless a test states another.</summary>
    public static TestCertificates Certificates => Shared.Value;

    public TestWorld World { get; }

    public string Folder { get; }

    public NodeHost Host { get; }

    public SigningKey OperatorKey { get; }

    public GrpcChannel Channel { get; private set; }

    public NodeClients Client { get; private set; }

    public HttpClient Rest { get; private set; }

    public static async Task<RunningNode> Start(
        TestWorld world,
        string? folder = null,
        Func<NodeOptions, NodeOptions>? change = null
    )
    {
        folder ??= Directory.CreateTempSubdirectory("comity-node-").FullName;
        var operatorKey = SigningKey.Generate();
        var options = new NodeOptions
        {
            DataFolder = folder,
            Genesis = world.GenesisBytes,
            Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0),
            LogLevel = LogLevel.None,
            Access = new AccessOptions
            {
                Tls = new TlsOptions(Certificates.NodeFile, Certificates.NodeKeyFile),
                OperatorKeys = [operatorKey.PublicKey],
            },
        };
        var host = await NodeHost.StartAsync(change is null ? options : change(options));
        return new RunningNode(world, folder, host, operatorKey);
    }

    public static async Task<RunningNode> StartFunded(
        Func<NodeOptions, NodeOptions>? change = null,
        TestWorld? world = null
    )
    {
        var node = await Start(world ?? new TestWorld(2), change: change);
        var outcomes = await node.Submit([.. node.World.Founding(1_000_000)]);
        Assert.All(outcomes, static outcome => Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, outcome.Kind));
        return node.CallingAs(node.World.Banks[0]);
    }

    /// <summary>Has <see cref="Client"/> and <see cref="Rest"/> call as a participant from now on.</summary>
    public RunningNode CallingAs(TestParticipant participant)
    {
        (Channel, Client, Rest) = Call(World.TokensOf(participant));
        return this;
    }

    /// <summary>Clients that call as a participant.</summary>
    public NodeClients As(TestParticipant participant) => Call(World.TokensOf(participant)).Clients;

    /// <summary>Clients that call with tokens, with a certificate, or with neither.</summary>
    public (GrpcChannel Channel, NodeClients Clients, HttpClient Http) Call(
        TokenSource? tokens,
        X509Certificate2? certificate = null
    )
    {
        var security = new ConnectionSecurity
        {
            Trust = NodeTrust.Authority(Certificates.AuthorityFile),
            Tokens = tokens,
            Certificate = certificate,
        };
        var channel = GrpcChannel.ForAddress(
            Host.Uri,
            new GrpcChannelOptions
            {
                HttpHandler = security.CreateHandler(),
                DisposeHttpClient = true,
                MaxReceiveMessageSize = 64 << 20,
                MaxSendMessageSize = 64 << 20,
            }
        );
        var rest = new HttpClient(security.CreateHandler()) { BaseAddress = Host.Uri };
        _open.Add(channel);
        _open.Add(rest);
        return (channel, new NodeClients(channel), rest);
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
        _open.ForEach(static one => one.Dispose());
        _open.Clear();
        await Host.DisposeAsync();
        OperatorKey.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        Directory.Delete(Folder, recursive: true);
    }

    private static TestCertificates MakeCertificates()
    {
        var made = new TestCertificates(Directory.CreateTempSubdirectory("comity-certificates-").FullName);
        made.MakeNode();
        return made;
    }
}
