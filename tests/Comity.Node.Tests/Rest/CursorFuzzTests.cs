using Comity.Testing;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Rest;

/// <summary>Cursors and heights that nobody was given: a clear error or the right answer, never a failure, never a hang.</summary>
public sealed class CursorFuzzTests
{
    private const int Rounds = 400;
    private static readonly string[] Lists = ["/v1/participants", "/v1/instruments", "/v1/offers", "/v1/settlements"];

    [Fact]
    public async Task A_cursor_that_was_made_up_cut_flipped_or_is_anothers_is_an_error_that_names_it()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var node = await RunningNode.StartFunded();
        await using var other = await RunningNode.StartFunded(world: new TestWorld(2, 2, network: "another-network"));
        var good = (string)(await node.Get("/v1/participants?page_size=1")).Json["next_cursor"]!;
        var foreign = (string)(await other.Get("/v1/participants?page_size=1")).Json["next_cursor"]!;
        Assert.Equal(200, (await node.Get($"/v1/participants?page_size=1&cursor={good}")).Status);

        for (var round = 0; round < Rounds; round++)
        {
            var cursor = Spoil(random, good, foreign);
            var list = Lists[random.Next(Lists.Length)];
            if (cursor == good && list == Lists[0])
            {
                continue;
            }

            var answer = await node.Get($"{list}?page_size=1&cursor={Uri.EscapeDataString(cursor)}");

            Assert.True(answer.Status == 400, $"{list} with {cursor} was answered {answer.Status}: {answer.Text}");
            Assert.Equal("invalid_argument", answer.Code);
            Assert.Equal("cursor", (string)answer.Json["field"]!);
        }
    }

    [Theory]
    [InlineData(1UL << 32)]
    [InlineData(long.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue - 1)]
    [InlineData(ulong.MaxValue)]
    public async Task A_stream_from_beyond_the_tip_ends_at_once_or_waits_as_it_was_asked(ulong height)
    {
        await using var node = await RunningNode.StartFunded();
        var request = new Wire.FollowEventsRequest { FromHeight = height, UntilNow = true };
        using var ending = node.Client.Blocks.FollowEvents(request);
        Assert.False(await ending.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        var lines = await node.Get($"/v1/blocks/events?until_now=true&from_height={height}");
        Assert.Equal((200, ""), (lines.Status, lines.Text));
        var headers = await node.Get($"/v1/blocks?until_now=true&from_height={height}");
        Assert.Equal((200, ""), (headers.Status, headers.Text));

        request.UntilNow = false;
        using var waiting = node.Client.Blocks.FollowEvents(request, deadline: DateTime.UtcNow.AddMilliseconds(500));
        var ended = await Assert.ThrowsAsync<RpcException>(() =>
            waiting.ResponseStream.MoveNext(TestContext.Current.CancellationToken)
        );
        Assert.Equal(StatusCode.DeadlineExceeded, ended.StatusCode);
    }

    [Theory]
    [InlineData("18446744073709551616")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("x")]
    [InlineData("0x10")]
    public async Task A_height_that_is_none_is_an_error_that_names_it(string height)
    {
        await using var node = await RunningNode.StartFunded();

        foreach (var stream in (string[])["/v1/blocks", "/v1/blocks/events"])
        {
            var answer = await node.Get($"{stream}?until_now=true&from_height={height}");

            Assert.Equal(400, answer.Status);
            Assert.Equal("from_height", (string)answer.Json["field"]!);
        }
    }

    private static string Spoil(Random random, string good, string foreign)
    {
        switch (random.Next(6))
        {
            case 0:
                return good[..random.Next(1, good.Length)];
            case 1:
                var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(good);
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return System.Buffers.Text.Base64Url.EncodeToString(bytes);
            case 2:
                return foreign;
            case 3:
                var rubbish = new byte[random.Next(1, 600)];
                random.NextBytes(rubbish);
                return System.Buffers.Text.Base64Url.EncodeToString(rubbish);
            case 4:
                return new string([
                    .. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(1, 0xD800)),
                ]);
            default:
                return good;
        }
    }
}
