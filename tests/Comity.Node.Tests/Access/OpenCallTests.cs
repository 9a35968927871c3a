using System.Text.Json.Nodes;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Participants;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Access;

/// <summary>What happens during and after a call: streams whose caller loses its key, the audit trail, the operator's listener.</summary>
public sealed class OpenCallTests
{
    [Fact]
    public async Task A_stream_ends_when_the_key_that_opened_it_is_rotated_out()
    {
        await using var node = await RunningNode.StartFunded();
        var (world, bank) = (node.World, node.World.Banks[1]);
        using var following = node.As(bank).Blocks.FollowEvents(new Wire.FollowEventsRequest { FromHeight = 1 });
        Assert.True(await following.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        using var fresh = SigningKey.Generate();
        await node.Submit(
            world.Sign(
                bank,
                new RotateKeys(
                    bank.Lei,
                    [new ParticipantKey(fresh.PublicKey, Permissions.All, Timestamp.Never)],
                    [bank.Key.PublicKey],
                    []
                )
            )
        );
        await node.Pay(1);

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await following.ResponseStream.MoveNext(TestContext.Current.CancellationToken)) { }
        });

        Assert.Equal(StatusCode.Unauthenticated, fault.StatusCode);
    }

    [Fact]
    public async Task Each_follower_sees_its_own_events_in_the_same_blocks()
    {
        await using var node = await RunningNode.StartFunded();
        await node.Pay(7);
        var world = node.World;

        var payer = await Follow(node, world.Banks[0]);
        var stranger = await Follow(node, world.Banks[2]);
        var authority = await Follow(node, world.Authorities[0]);

        Assert.Equal(payer.Select(static block => block.Height), stranger.Select(static block => block.Height));
        Assert.Equal(payer.Select(static block => block.Time), stranger.Select(static block => block.Time));
        Assert.Contains(payer, static block => block.Events.Any(static one => one.Settled is not null));
        Assert.DoesNotContain(stranger, static block => block.Events.Any(static one => one.Settled is not null));
        Assert.Contains(authority, static block => block.Events.Any(static one => one.Settled is not null));
        // Who is on the network is everybody's to see; whose account is opened, and what is issued to it, is not.
        Assert.Equal(Count(payer, Wire.Event.KindOneofCase.ParticipantAdmitted), world.Banks.Count);
        Assert.Equal(Count(stranger, Wire.Event.KindOneofCase.ParticipantAdmitted), world.Banks.Count);
        Assert.Equal(1, Count(stranger, Wire.Event.KindOneofCase.AccountOpened));
        Assert.Equal(1, Count(stranger, Wire.Event.KindOneofCase.Issued));
        Assert.Equal(2, Count(authority, Wire.Event.KindOneofCase.Issued));
    }

    [Fact]
    public async Task The_audit_trail_says_who_called_what_with_which_outcome_and_what_an_overseer_was_shown()
    {
        var log = Path.Combine(Directory.CreateTempSubdirectory("comity-audit-").FullName, "node.log");
        var world = default(Comity.Testing.TestWorld);
        var uetr = default(Protocol.Identifiers.Uetr);
        await using (
            var node = await RunningNode.StartFunded(options =>
                options with
                {
                    LogFile = log,
                    LogLevel = LogLevel.Information,
                }
            )
        )
        {
            world = node.World;
            uetr = await node.Pay(3);
            await node.As(world.Authorities[0])
                .Settlements.GetSettlementAsync(new Wire.GetSettlementRequest { Uetr = uetr.ToString() });
            await Assert.ThrowsAsync<RpcException>(async () =>
                await node.Call(null).Clients.Network.GetNetworkAsync(new Wire.GetNetworkRequest())
            );
        }

        var records = (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken))
            .Select(static line => JsonNode.Parse(line)!)
            .Where(static one => (string?)one["SourceContext"] == "Comity.Node.Audit")
            .ToArray();
        var paid = Assert.Single(
            records,
            record =>
                (string?)record["Caller"] == world.Banks[0].Lei.ToString()
                && (string?)record["Call"] == "/comity.v1.Transactions/Submit"
        );
        Assert.Equal("OK", (string?)paid["Outcome"]);
        Assert.StartsWith("token ", (string?)paid["Credential"], StringComparison.Ordinal);
        var seen = Assert.Single(records, static record => record["Relation"] is not null);
        Assert.Equal(world.Authorities[0].Lei.ToString(), (string?)seen["Caller"]);
        Assert.Equal($"settlement {uetr}", (string?)seen["Subject"]);
        Assert.Contains(records, static record => record["Fault"] is not null);
        Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
    }

    [Fact]
    public async Task Metrics_are_not_reached_over_the_APIs_port_whatever_host_is_named()
    {
        var port = FreePort();
        await using var node = await RunningNode.StartFunded(options =>
            options with
            {
                Metrics = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, port),
            }
        );
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = $"localhost:{port}";

        using var response = await node.Rest.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, response.StatusCode);
    }

    private static int Count(List<Wire.BlockEvents> blocks, Wire.Event.KindOneofCase kind) =>
        blocks.Sum(block => block.Events.Count(one => one.KindCase == kind));

    private static async Task<List<Wire.BlockEvents>> Follow(
        RunningNode node,
        Comity.Testing.TestParticipant participant
    )
    {
        using var following = node.As(participant)
            .Blocks.FollowEvents(new Wire.FollowEventsRequest { UntilNow = true });
        return await following
            .ResponseStream.ReadAllAsync(TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
