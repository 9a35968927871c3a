using System.Globalization;
using System.Runtime.CompilerServices;
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

    // Of one reading: a block that is missing fails the test and does not hang it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Which stream, and how it is read.</summary>
    public enum Stream
    {
        /// <summary>Events over gRPC.</summary>
        Events,

        /// <summary>Headers and receipts over gRPC.</summary>
        Blocks,

        /// <summary>Events over REST.</summary>
        EventLines,

        /// <summary>Headers and receipts over REST.</summary>
        BlockLines,
    }

    [Theory]
    [InlineData(Stream.Events)]
    [InlineData(Stream.Blocks)]
    [InlineData(Stream.EventLines)]
    [InlineData(Stream.BlockLines)]
    public async Task A_stream_that_is_cut_anywhere_and_taken_up_again_is_the_whole_stream(Stream stream)
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
            seen.AddRange(await Read(node, caller, stream, from, random.Next(0, 4)));
        }

        seen.AddRange(await Read(node, caller, stream, seen[^1].Height + 1, int.MaxValue));

        Assert.Equal(
            Enumerable.Range(1, (int)node.Host.Engine.Tip.Height).Select(static height => (ulong)height),
            seen.Select(static block => block.Height)
        );
        Assert.Equal(await Read(node, caller, stream, 0, int.MaxValue), seen);
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
        Stream stream,
        ulong from,
        int most
    )
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        var untilNow = most == int.MaxValue;
        var (channel, clients, http) = node.Call(node.World.TokensOf(caller));
        var events = new Wire.FollowEventsRequest { FromHeight = from, UntilNow = untilNow };
        var headers = new Wire.FollowBlocksRequest { FromHeight = from, UntilNow = untilNow };
        var query = $"from_height={from}&until_now={(untilNow ? "true" : "false")}";
        var blocks = stream switch
        {
            Stream.Events => Messages(clients.Blocks.FollowEvents(events), static one => one.Height, bound.Token),
            Stream.Blocks => Messages(
                clients.Blocks.FollowBlocks(headers),
                static one => one.Header.Height,
                bound.Token
            ),
            Stream.EventLines => Lines(http, $"/v1/blocks/events?{query}", static one => one["height"]!, bound.Token),
            _ => Lines(http, $"/v1/blocks?{query}", static one => one["header"]!["height"]!, bound.Token),
        };
        var seen = new List<(ulong, string)>();
        await using var reading = blocks.GetAsyncEnumerator(bound.Token);
        while (
            seen.Count < most
            && (untilNow || Math.Max(1, from) + (ulong)seen.Count <= node.Host.Engine.Tip.Height)
            && await reading.MoveNextAsync()
        )
        {
            seen.Add(reading.Current);
        }

        channel.Dispose();
        http.Dispose();
        return seen;
    }

    private static async IAsyncEnumerable<(ulong Height, string Text)> Messages<T>(
        AsyncServerStreamingCall<T> opened,
        Func<T, ulong> heightOf,
        [EnumeratorCancellation] CancellationToken cancellation
    )
        where T : IMessage
    {
        using var call = opened;
        await foreach (var block in call.ResponseStream.ReadAllAsync(cancellation))
        {
            yield return (heightOf(block), block.ToByteString().ToBase64());
        }
    }

    private static async IAsyncEnumerable<(ulong Height, string Text)> Lines(
        HttpClient http,
        string path,
        Func<JsonNode, JsonNode> heightOf,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        using var stream = await http.GetStreamAsync(new Uri(path, UriKind.Relative), cancellation);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            yield return (ulong.Parse(heightOf(JsonNode.Parse(line)!).ToString(), CultureInfo.InvariantCulture), line);
        }
    }
}
