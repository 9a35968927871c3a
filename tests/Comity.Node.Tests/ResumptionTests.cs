using System.Text.Json.Nodes;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests;

/// <summary>Whoever loses the stream goes on after the last block seen, and has everything once.</summary>
public sealed class ResumptionTests
{
    private const int Rounds = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_is_cut_anywhere_and_taken_up_again_is_the_whole_stream(bool rest)
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var node = await RunningNode.StartFunded(world: new TestWorld(1, 2));
        var caller = node.World.Banks[0];
        var seen = new List<(ulong Height, string Text)>();
        for (var round = 0; round < Rounds; round++)
        {
            await node.Pay(1, round % 2, 1 - (round % 2));
            if (random.Next(5) == 0)
            {
                node = await Restart(node, caller);
            }

            var from = seen.Count == 0 ? 0 : seen[^1].Height + 1;
            seen.AddRange(await Read(node, caller, rest, from, random.Next(0, 4)));
        }

        seen.AddRange(await Read(node, caller, rest, seen[^1].Height + 1, int.MaxValue));

        Assert.Equal(
            Enumerable.Range(1, (int)node.Host.Engine.Tip.Height).Select(static height => (ulong)height),
            seen.Select(static block => block.Height)
        );
        Assert.Equal(await Read(node, caller, rest, 0, int.MaxValue), seen);
        await node.DisposeAsync();
    }

    private static async Task<RunningNode> Restart(RunningNode node, TestParticipant caller)
    {
        await node.Stop();
        return (await RunningNode.Start(node.World, node.Folder)).CallingAs(caller);
    }

    // Up to so many blocks, and then the connection is gone: whatever was under way with it.
    private static async Task<List<(ulong Height, string Text)>> Read(
        RunningNode node,
        TestParticipant caller,
        bool rest,
        ulong from,
        int most
    )
    {
        var untilNow = most == int.MaxValue;
        return rest
            ? await ReadLines(node, caller, from, most, untilNow)
            : await ReadStream(node, caller, from, most, untilNow);
    }

    private static async Task<List<(ulong Height, string Text)>> ReadStream(
        RunningNode node,
        TestParticipant caller,
        ulong from,
        int most,
        bool untilNow
    )
    {
        var blocks = new List<(ulong, string)>();
        var (channel, clients, _) = node.Call(node.World.TokensOf(caller));
        using var call = clients.Blocks.FollowEvents(
            new Wire.FollowEventsRequest { FromHeight = from, UntilNow = untilNow }
        );
        while (
            blocks.Count < most
            && (untilNow || from + (ulong)blocks.Count <= node.Host.Engine.Tip.Height)
            && await call.ResponseStream.MoveNext(TestContext.Current.CancellationToken)
        )
        {
            var block = call.ResponseStream.Current;
            blocks.Add((block.Height, block.ToByteString().ToBase64()));
        }

        channel.Dispose();
        return blocks;
    }

    private static async Task<List<(ulong Height, string Text)>> ReadLines(
        RunningNode node,
        TestParticipant caller,
        ulong from,
        int most,
        bool untilNow
    )
    {
        var blocks = new List<(ulong, string)>();
        var (_, _, http) = node.Call(node.World.TokensOf(caller));
        var until = untilNow ? "&until_now=true" : "";
        using var stream = await http.GetStreamAsync(
            new Uri($"/v1/blocks/events?from_height={from}{until}", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        using var lines = new StreamReader(stream);
        while (
            blocks.Count < most
            && (untilNow || from + (ulong)blocks.Count <= node.Host.Engine.Tip.Height)
            && await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
        )
        {
            blocks.Add((ulong.Parse(JsonNode.Parse(line)!["height"]!.ToString()), line));
        }

        http.Dispose();
        return blocks;
    }
}
