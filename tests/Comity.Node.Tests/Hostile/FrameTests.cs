using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Comity.Protocol;
using Comity.Protocol.Identifiers;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Hostile;

/// <summary>
/// Bytes that no client would send: HTTP/2 frames, gRPC frames and protobuf. COMITY_HOSTILE_SEED repeats a run. The node stays up, its
/// memory is bounded, and an honest caller beside notices nothing beyond the stated bound.
/// </summary>
[Collection(HostileCollection.Name)]
public sealed class FrameTests
{
    private const int MostGrowth = 400 << 20;

    /// <summary>Every way of breaking HTTP/2 that has a name, and what is sent again and again.</summary>
    public static TheoryData<string> Mischiefs =>
        [
            "garbage after the handshake",
            "a frame longer than allowed",
            "data for no stream",
            "headers that are no HPACK",
            "headers without an end",
            "an even stream",
            "a window beyond its end",
            "settings without end",
            "pings without end",
            "streams opened and reset",
            "a request line without end",
            "random frames",
        ];

    [Theory]
    [MemberData(nameof(Mischiefs))]
    public async Task Whatever_is_wrong_with_the_frames_the_node_serves_on(string mischief)
    {
        await using var node = await RunningNode.StartFunded();
        var (before, honest) = (Memory(), await HonestCaller.StartAsync(node));
        var random = new Random(Seed());
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async index =>
                {
                    while (watch.ElapsedMilliseconds < 1_500)
                    {
                        await using var connection = await RawConnection.OpenAsync(
                            node,
                            $"127.0.1.{index + 1}",
                            http2: mischief != "a request line without end"
                        );
                        await SendAsync(connection, mischief, random);
                    }
                })
        );

        await honest.CheckAsync(mischief);
        Assert.True(Memory() - before < MostGrowth, $"{(Memory() - before) >> 20} MiB more are in use");
    }

    [Fact]
    public async Task Messages_that_are_no_protobuf_or_lie_about_their_length_are_refused_and_harm_nobody()
    {
        await using var node = await RunningNode.StartFunded();
        var honest = await HonestCaller.StartAsync(node);
        var random = new Random(Seed());
        var (_, _, http) = node.Call(node.World.TokensOf(node.World.Banks[2]));
        foreach (var method in Contract.Services.SelectMany(static service => service.Methods))
        {
            for (var round = 0; round < 6; round++)
            {
                var body = new byte[random.Next(0, 2_000)];
                random.NextBytes(body);
                if (body.Length >= 5)
                {
                    // A gRPC frame: whether it is compressed, and a length that is right, too long, or absurd.
                    (body[0], body[1], body[2], body[3], body[4]) = (
                        (byte)(round % 2),
                        (byte)(round == 5 ? 0x7f : 0),
                        0,
                        (byte)((body.Length - 5) >> 8),
                        (byte)((body.Length - 5 + (round == 4 ? 100 : 0)) & 0xff)
                    );
                }

                using var request = new HttpRequestMessage(HttpMethod.Post, $"/{method.Service.FullName}/{method.Name}")
                {
                    Version = HttpVersion.Version20,
                    VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                    Content = new ByteArrayContent(body),
                };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
                request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                try
                {
                    using var response = await http.SendAsync(
                        request,
                        HttpCompletionOption.ResponseHeadersRead,
                        patience.Token
                    );
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                }
                catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException)
                {
                    // A stream may be reset: an answer too.
                }
            }
        }

        await honest.CheckAsync("messages that are none");
    }

    [Fact]
    public async Task A_huge_message_is_refused_over_gRPC_and_over_REST_and_leaves_no_memory_behind()
    {
        await using var node = await RunningNode.StartFunded();
        var (before, honest) = (Memory(), await HonestCaller.StartAsync(node));
        var bank = node.World.Banks[2];
        var (_, clients, http) = node.Call(node.World.TokensOf(bank));
        var huge = new Wire.SubmitRequest { Transactions = { ByteString.CopyFrom(new byte[40 << 20]) } };
        for (var round = 0; round < 5; round++)
        {
            var fault = await Assert.ThrowsAsync<RpcException>(async () =>
                await clients.Transactions.SubmitAsync(huge)
            );
            Assert.True(
                fault.StatusCode is StatusCode.ResourceExhausted or StatusCode.Internal or StatusCode.Unavailable,
                fault.ToString()
            );
        }

        using var question = new HttpRequestMessage(HttpMethod.Post, "/v1/transactions/prepare")
        {
            Content = new ByteArrayContent(new byte[3 << 20]),
        };
        question.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        question.Headers.ExpectContinue = true;
        using var answer = await http.SendAsync(question, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        await honest.CheckAsync("huge messages");
        Assert.True(Memory() - before < MostGrowth, $"{(Memory() - before) >> 20} MiB more are in use");
    }

    [Fact]
    public async Task What_was_signed_is_applied_once_in_whatever_order_and_by_whomever_it_is_sent_again()
    {
        await using var node = await RunningNode.StartFunded();
        var world = node.World;
        var payments = Enumerable
            .Range(0, 50)
            .Select(_ => ByteString.CopyFrom(world.Pay(world.Banks[0], world.Banks[1], 10, Uetr.Random())))
            .ToArray();
        var random = new Random(Seed());
        var senders = world.Banks.Select(node.As).ToArray();

        await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async round =>
                {
                    var shuffled = payments.ToArray();
                    lock (random)
                    {
                        random.Shuffle(shuffled);
                    }

                    await senders[round % senders.Length]
                        .Transactions.SubmitAsync(new Wire.SubmitRequest { Transactions = { shuffled } });
                })
        );

        var held = await node.Client.Accounts.GetBalancesAsync(
            new Wire.GetBalancesRequest { Account = world.Banks[0].Account.ToString() }
        );
        Assert.Equal("9995.00", Assert.Single(held.Balances).Available.Value);
    }

    private static async Task SendAsync(RawConnection connection, string mischief, Random random)
    {
        if (mischief == "a request line without end")
        {
            await FloodAsync(connection, Encoding.ASCII.GetBytes(new string('G', 4_000)), 20);
            return;
        }

        await connection.TrySendAsync(RawConnection.Preface);
        if (mischief != "garbage after the handshake")
        {
            await connection.TrySendAsync(RawConnection.Frame(4, 0, 0, []));
        }

        var (bytes, times) = mischief switch
        {
            "garbage after the handshake" => (Random(random, 5_000), 1),
            "a frame longer than allowed" => (RawConnection.Frame(0, 0, 1, new byte[100], length: 0xff_ffff), 5),
            "data for no stream" => (RawConnection.Frame(0, 0, 0, new byte[100]), 5),
            "headers that are no HPACK" => (RawConnection.Frame(1, 4, 1, Random(random, 200)), 1),
            "headers without an end" => (RawConnection.Frame(1, 0, 1, [0x82, 0x87]), 1),
            "an even stream" => (RawConnection.Frame(1, 5, 2, [0x82, 0x87, 0x84]), 5),
            "a window beyond its end" => (RawConnection.Frame(8, 0, 0, [0x7f, 0xff, 0xff, 0xff]), 5),
            "settings without end" => (RawConnection.Frame(4, 0, 0, [0, 4, 0, 0, 0xff, 0xff]), 5_000),
            "pings without end" => (RawConnection.Frame(6, 0, 0, new byte[8]), 5_000),
            _ => ([], 0),
        };
        await FloodAsync(connection, bytes, times);
        if (mischief == "headers without an end")
        {
            await FloodAsync(connection, RawConnection.Frame(9, 0, 1, new byte[1_000]), 1_000);
        }
        else if (mischief == "streams opened and reset")
        {
            for (uint stream = 1; stream < 4_000; stream += 2)
            {
                byte[] both =
                [
                    .. RawConnection.Frame(1, 5, stream, [0x82, 0x87, 0x84]),
                    .. RawConnection.Frame(3, 0, stream, [0, 0, 0, 8]),
                ];
                if (!await connection.TrySendAsync(both))
                {
                    return;
                }
            }
        }
        else if (mischief == "random frames")
        {
            for (var count = 0; count < 300; count++)
            {
                var frame = RawConnection.Frame(
                    (byte)Next(random, 12),
                    (byte)Next(random, 256),
                    (uint)Next(random, 20),
                    Random(random, Next(random, 300))
                );
                if (!await connection.TrySendAsync(frame))
                {
                    return;
                }
            }
        }
    }

    private static async Task FloodAsync(RawConnection connection, byte[] bytes, int times)
    {
        for (var count = 0; count < times && await connection.TrySendAsync(bytes); count++) { }
    }

    private static byte[] Random(Random random, int length)
    {
        var bytes = new byte[length];
        lock (random)
        {
            random.NextBytes(bytes);
        }

        return bytes;
    }

    private static int Next(Random random, int end)
    {
        lock (random)
        {
            return random.Next(end);
        }
    }

    private static long Memory() => GC.GetTotalMemory(forceFullCollection: true);

    private static int Seed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMITY_HOSTILE_SEED"), out var stated)
            ? stated
            : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"COMITY_HOSTILE_SEED={seed}");
        return seed;
    }
}
