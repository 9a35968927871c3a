using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Node.Access;
using Comity.Node.Hosting;
using Comity.Testing;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Tests.Nodes;

/// <summary>A node in this process on the real disk, in a world whose banks have been admitted and funded.</summary>
internal sealed class RealNode : IAsyncDisposable
{
    private readonly NodeHost _host;
    private readonly string _folder;

    private RealNode(TestWorld world, NodeHost host, string folder) => (World, _host, _folder) = (world, host, folder);

    public TestWorld World { get; }

    public Uri Address => _host.Uri;

    public static async Task<RealNode> StartAsync(TestWorld world, ulong funds)
    {
        var folder = Directory.CreateTempSubdirectory("comity-real-").FullName;
        var host = await NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = folder,
                Genesis = world.GenesisBytes,
                Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0),
                LogLevel = LogLevel.None,
                Access = new AccessOptions { InsecureLoopback = true },
            }
        );
        var node = new RealNode(world, host, folder);
        using var connection = node.Connect(world.Authorities[0]);
        foreach (var bytes in world.Founding(funds))
        {
            var outcome = await connection.SubmitAsync(Wire.SignedTransaction.Parser.ParseFrom(bytes));
            Assert.IsType<SubmissionOutcome.Applied>(outcome);
        }

        return node;
    }

    /// <summary>A connection as a participant.</summary>
    public NodeConnection Connect(TestParticipant caller) =>
        NodeConnection.Open(Address, new ConnectionSecurity { Tokens = World.TokensOf(caller) });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
