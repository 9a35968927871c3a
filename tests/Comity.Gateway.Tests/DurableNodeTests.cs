using System.Net;
using Comity.Client;
using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Client.Tests.Network;
using Comity.Gateway.Tests.Support;
using Comity.Iso20022;
using Comity.Node.Access;
using Comity.Node.Hosting;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions;

namespace Comity.Gateway.Tests;

public sealed class DurableNodeTests
{
    private static readonly InstrumentId Cny = InstrumentId.Parse("CNY");

    [Fact]
    public async Task A_file_is_paid_recalled_and_returned_through_a_node_on_disk()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var world = await World.StartAsync();
        var folder = System.IO.Directory.CreateTempSubdirectory("comity-node").FullName;
        await using var host = await NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = folder,
                Genesis = world.Genesis.ToBytes(),
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                LogLevel = Microsoft.Extensions.Logging.LogLevel.Error,
                Access = new AccessOptions { InsecureLoopback = true },
            },
            cancellation
        );
        using var founder = Connect(host, world, world.Authorities[0]);
        using var beijings = Connect(host, world, world.Beijing);
        using var hongkongs = Connect(host, world, world.Hongkong);
        foreach (var (key, operation) in world.Founding)
        {
            var validUntil = world.Start.Plus(600_000);
            var signed = TransactionDraft.Sign(World.Network, validUntil, [key], operation);
            Assert.IsType<SubmissionOutcome.Applied>(await founder.SubmitAsync(signed, cancellation));
        }

        using var beijing = new Branch(world, world.Beijing) { Connection = beijings };
        using var hongkong = new Branch(world, world.Hongkong) { Connection = hongkongs };
        hongkong.Recalls = Recall.RecallPolicy.Return;
        var uetr = Uetr.Random();

        var paid = await beijing.ProcessAsync(
            Files.Pacs008("M1", Files.Payment(uetr, world.Beijing.Bic, world.Hongkong.Bic, 12.34m))
        );
        var received = await hongkongs.GetBalancesAsync(world.Hongkong.Account, cancellation);
        var returned = await hongkong.ProcessAsync(Files.Camt056("C1", uetr, world.Beijing.Bic, world.Hongkong.Bic));
        await hongkong.NotifyAsync();

        Assert.Equal(InstructionStatus.Settled, Assert.Single(paid).Status);
        Assert.Equal((UInt128)1_234, received[Cny].Available);
        Assert.Equal(InstructionStatus.Returned, Assert.Single(returned).Status);
        Assert.Equal(2, hongkong.Written<Camt05400108>().Count);
        var after = await beijings.GetBalancesAsync(world.Beijing.Account, cancellation);
        Assert.Equal((UInt128)1_000_000, after[Cny].Available);
    }

    private static NodeConnection Connect(NodeHost host, World world, Somebody caller) =>
        NodeConnection.Open(
            host.Uri,
            new ConnectionSecurity
            {
                Tokens = TokenSource.OfParticipant(
                    caller.Lei,
                    caller.Key,
                    NetworkGenesis.IdOf(world.Genesis.ToBytes())
                ),
            }
        );
}
