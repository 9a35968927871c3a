using System.Text.Json.Nodes;
using Comity.Node.Tests.Rest;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Streaming;

/// <summary>Streams of events: from any height, at the reader's pace, ended by the reader.</summary>
public sealed class EventStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Over_rest_each_block_is_a_line_from_the_height_that_is_asked_for()
    {
        await using var node = await RunningNode.StartFunded();
        var uetr = await node.Pay(25);
        var height = node.Host.Engine.Tip.Height;

        var answer = await node.Get($"/v1/blocks/events?from_height={height - 1}&until_now=true");

        var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var last = JsonNode.Parse(lines[1])!;
        Assert.Equal(height, (ulong)last["height"]!);
        var settled = last["events"]![0]!;
        Assert.Equal("SETTLED", (string)settled["kind"]!);
        Assert.Equal(uetr.ToString(), (string)settled["uetr"]!);
        Assert.Equal("0.25", (string)settled["transfers"]![0]!["amount"]!["value"]!);
    }

    [Fact]
    public async Task A_reader_that_lost_its_stream_goes_on_after_the_last_height_and_misses_nothing()
    {
        await using var node = await RunningNode.StartFunded();
        var seen = new List<ulong>();
        while (seen.Count < 30)
        {
            await node.Pay(1);
            using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            using var following = node.Client.Blocks.FollowEvents(
                new Wire.FollowEventsRequest { FromHeight = seen.LastOrDefault() + 1 },
                cancellationToken: given.Token
            );
            // Breaks off after three blocks, whatever there is.
            for (var block = 0; block < 3 && seen.LastOrDefault() < node.Host.Engine.Tip.Height; block++)
            {
                Assert.True(await following.ResponseStream.MoveNext(Cancellation));
                seen.Add(following.ResponseStream.Current.Height);
            }

            await given.CancelAsync();
        }

        Assert.Equal(Enumerable.Range(1, seen.Count).Select(static height => (ulong)height), seen);
    }

    [Fact]
    public async Task A_reader_that_stops_reading_holds_up_neither_payments_nor_other_readers()
    {
        await using var node = await RunningNode.StartFunded();
        using var silent = await StopReading(node);
        var first = node.Host.Engine.Tip.Height + 1;
        using var other = node.Client.Blocks.FollowEvents(new Wire.FollowEventsRequest { FromHeight = first });

        // Far more than what any buffer between the two could take.
        const int Payments = 10_000;
        for (var payment = 0; payment < Payments; payment += 1_000)
        {
            var batch = Enumerable.Range(0, 1_000).Select(_ => Uetr.Random()).ToArray();
            var outcomes = await node.Submit([
                .. batch.Select(uetr => node.World.Pay(node.World.Banks[0], node.World.Banks[1], 1, uetr)),
            ]);
            Assert.All(outcomes, static one => Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, one.Kind));
        }

        var events = 0;
        while (events < Payments)
        {
            Assert.True(await other.ResponseStream.MoveNext(Cancellation));
            events += other.ResponseStream.Current.Events.Count;
        }

        Assert.Equal(Payments, events);
        Assert.Equal(200, (int)silent.StatusCode);
    }

    [Fact]
    public async Task A_stopped_reader_finds_everything_when_it_reads_on()
    {
        await using var node = await RunningNode.StartFunded();
        using var silent = await StopReading(node);
        for (var payment = 0; payment < 20; payment++)
        {
            await node.Pay(1);
        }

        var tip = node.Host.Engine.Tip.Height;
        await using var stream = await silent.Content.ReadAsStreamAsync(Cancellation);
        using var reader = new StreamReader(stream);
        var heights = new List<ulong>();
        while (heights.LastOrDefault() < tip)
        {
            var line = await reader.ReadLineAsync(Cancellation) ?? throw new EndOfStreamException();
            if (line.StartsWith('{'))
            {
                heights.Add((ulong)JsonNode.Parse(line)!["height"]!);
            }
        }

        Assert.Equal(Enumerable.Range(1, (int)tip).Select(static height => (ulong)height), heights);
    }

    [Fact]
    public async Task A_follower_that_gives_up_ends_its_stream()
    {
        await using var node = await RunningNode.StartFunded();
        using var given = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var following = node.Client.Blocks.FollowEvents(
            new Wire.FollowEventsRequest { FromHeight = node.Host.Engine.Tip.Height + 1 },
            cancellationToken: given.Token
        );
        var next = following.ResponseStream.MoveNext(given.Token);

        await given.CancelAsync();

        var fault = await Assert.ThrowsAsync<RpcException>(() => next);
        Assert.Equal(StatusCode.Cancelled, fault.StatusCode);
    }

    [Fact]
    public async Task A_followers_deadline_is_kept()
    {
        await using var node = await RunningNode.StartFunded();
        using var following = node.Client.Blocks.FollowEvents(
            new Wire.FollowEventsRequest { FromHeight = node.Host.Engine.Tip.Height + 1 },
            deadline: DateTime.UtcNow.AddMilliseconds(200)
        );

        var fault = await Assert.ThrowsAsync<RpcException>(() => following.ResponseStream.MoveNext(Cancellation));

        Assert.Equal(StatusCode.DeadlineExceeded, fault.StatusCode);
    }

    // Asks for everything and reads nothing of the body.
    private static Task<HttpResponseMessage> StopReading(RunningNode node) =>
        node.Rest.GetAsync("/v1/blocks/events?from_height=1", HttpCompletionOption.ResponseHeadersRead, Cancellation);
}
