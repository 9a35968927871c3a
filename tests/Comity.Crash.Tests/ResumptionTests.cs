using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Client.Queries;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>
/// Readers of a node that is killed with SIGKILL under load, again and again: each goes on after the last block that it saw, and at
/// the end has seen every block once, as it is. COMITY_CRASH_SEED repeats a run's moments and amounts.
/// </summary>
public sealed class ResumptionTests
{
    private const ulong Funds = 1_000_000_000;
    private const int Lives = 8;

    // Of one life of a reader: what does not come fails the test and does not hang it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_reader_of_a_node_that_is_killed_again_and_again_sees_every_block_exactly_once()
    {
        var seed = KillTests.FromEnvironment("COMITY_CRASH_SEED", Environment.TickCount);
        TestContext.Current.TestOutputHelper?.WriteLine($"COMITY_CRASH_SEED={seed}");
        var random = new Random(seed);
        using var place = new CrashPlace();
        var payments = new Payments(place.World, Funds, seed);
        var reader = place.World.Banks[0];
        List<Seen> streams = [new(ReadEvents), new(ReadBlocks), new(ReadLines)];
        for (var life = 0; life < Lives; life++)
        {
            using var node = place.Start();
            if (life == 0)
            {
                await KillTests.Found(node, place.World);
            }

            using var bound = Bound();
            var reading = streams.Select(stream => stream.Go(node, reader, untilNow: false, bound.Token)).ToArray();
            var sending = place.World.Banks.Select((bank, number) => payments.Send(node.As(bank), number, life));
            var all = Task.WhenAll([.. sending, .. reading]);
            await Task.Delay(random.Next(100, 500), TestContext.Current.CancellationToken);
            node.Kill();
            await all.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        using var last = place.Start();
        using var end = Bound();
        foreach (var stream in streams)
        {
            await stream.Go(last, reader, untilNow: true, end.Token);
            var whole = new Seen(stream.Read);
            await whole.Go(last, reader, untilNow: true, end.Token);

            Assert.True(stream.Breaks >= Lives, $"The stream broke {stream.Breaks} times in {Lives} lives.");
            Assert.Equal(
                Enumerable.Range(1, whole.Blocks.Count).Select(static height => (ulong)height),
                stream.Blocks.Select(static block => block.Height)
            );
            Assert.Equal(whole.Blocks, stream.Blocks);
        }

        var chain = HeaderChain.OfNetwork(place.World.Id);
        Assert.All(
            streams[1].Blocks,
            block =>
                Assert.Equal(
                    HeaderFault.None,
                    chain.Add(Wire.BlockInfo.Parser.ParseFrom(ByteString.FromBase64(block.Text)))
                )
        );
        TestContext.Current.TestOutputHelper?.WriteLine($"{Lives} kills, {chain.NextHeight - 1} blocks");
    }

    private static CancellationTokenSource Bound()
    {
        var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(Patience);
        return bound;
    }

    private static async Task ReadEvents(Reading at)
    {
        using var call = at
            .Node.As(at.Reader)
            .Blocks.FollowEvents(new Wire.FollowEventsRequest { FromHeight = at.From, UntilNow = at.UntilNow });
        await foreach (var block in call.ResponseStream.ReadAllAsync(at.Cancellation))
        {
            at.Saw(block.Height, block.ToByteString().ToBase64());
        }
    }

    private static async Task ReadBlocks(Reading at)
    {
        using var call = at
            .Node.As(at.Reader)
            .Blocks.FollowBlocks(new Wire.FollowBlocksRequest { FromHeight = at.From, UntilNow = at.UntilNow });
        await foreach (var block in call.ResponseStream.ReadAllAsync(at.Cancellation))
        {
            at.Saw(block.Header.Height, block.ToByteString().ToBase64());
        }
    }

    private static async Task ReadLines(Reading at)
    {
        using var http = at.Node.RestAs(at.Reader);
        using var stream = await http.GetStreamAsync(
            new Uri($"/v1/blocks?from_height={at.From}&until_now={(at.UntilNow ? "true" : "false")}", UriKind.Relative),
            at.Cancellation
        );
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(at.Cancellation) is { } line)
        {
            // A line that was cut off is no block: it is asked for again.
            if (line.EndsWith('}') && JsonNode.Parse(line) is { } block)
            {
                at.Saw(ulong.Parse(block["header"]!["height"]!.ToString(), CultureInfo.InvariantCulture), line);
            }
        }
    }

    private sealed record Reading(
        NodeProcess Node,
        TestParticipant Reader,
        ulong From,
        bool UntilNow,
        Action<ulong, string> Saw,
        CancellationToken Cancellation
    );

    // What one reader has seen, over all lives of the node.
    private sealed class Seen(Func<Reading, Task> read)
    {
        public Func<Reading, Task> Read => read;

        public List<(ulong Height, string Text)> Blocks { get; } = [];

        public int Breaks { get; private set; }

        public async Task Go(NodeProcess node, TestParticipant reader, bool untilNow, CancellationToken cancellation)
        {
            try
            {
                var from = Blocks.Count == 0 ? 0 : Blocks[^1].Height + 1;
                await read(
                    new Reading(
                        node,
                        reader,
                        from,
                        untilNow,
                        (height, text) => Blocks.Add((height, text)),
                        cancellation
                    )
                );
            }
            catch (Exception fault)
                when (!untilNow
                    && !cancellation.IsCancellationRequested
                    && fault is RpcException or IOException or HttpRequestException or System.Text.Json.JsonException
                )
            {
                Breaks++;
            }
        }
    }
}
