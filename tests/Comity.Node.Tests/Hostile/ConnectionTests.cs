using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Comity.Client.Security;
using Comity.Protocol.Keys;
using Grpc.Core;
using Grpc.Net.Client;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Hostile;

/// <summary>Callers that send slowly, or nothing, or prove nothing. An honest caller beside notices nothing beyond the stated bound.</summary>
[Collection(HostileCollection.Name)]
public sealed class ConnectionTests
{
    private const int Idle = 10_000;

    [Fact]
    public async Task Callers_that_shake_hands_ask_or_send_slowly_are_let_go()
    {
        await using var node = await RunningNode.StartFunded();
        var honest = await HonestCaller.StartAsync(node);
        var token = node.World.TokensOf(node.World.Banks[2]).Get();
        var watch = Stopwatch.StartNew();

        var kinds = await Task.WhenAll(
            Gone(20, index => ShakeSlowlyAsync(node, index)),
            Gone(20, index => DripAsync(node, index, "GET /v1/network HTTP/1.1\r\nHost: localhost\r\n", "X-A: b\r\n")),
            Gone(
                20,
                index =>
                    DripAsync(
                        node,
                        index,
                        "POST /v1/transactions/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + $"Authorization: Bearer {token}\r\nContent-Length: 100000\r\n\r\n",
                        "{"
                    )
            )
        );

        TestContext.Current.TestOutputHelper?.WriteLine($"all let go after {watch.Elapsed.TotalSeconds:0} s");
        Assert.Equal([20, 20, 20], kinds);
        await honest.CheckAsync("slow callers");
    }

    [Fact]
    public async Task Ten_thousand_idle_connections_cost_honest_callers_nothing()
    {
        Assert.SkipUnless(
            IdleClients.CanOpen(Idle, out var why),
            $"{why} To have this tested, raise the limit ('ulimit -Hn')."
        );
        await using var node = await RunningNode.StartFunded();
        var before = Process.GetCurrentProcess().WorkingSet64;
        var honest = await HonestCaller.StartAsync(node);
        await using var idle = await IdleClients.OpenAsync(node.Host.Address.Port, Idle);
        await Task.Delay(2_000, TestContext.Current.CancellationToken);
        var grown = (Process.GetCurrentProcess().WorkingSet64 - before) >> 20;

        TestContext.Current.TestOutputHelper?.WriteLine($"{Idle} idle connections: {grown} MiB of the node's memory");
        await honest.CheckAsync("ten thousand idle connections");
        Assert.True(grown < 1_500, $"{grown} MiB more are in use");
    }

    [Fact]
    public async Task Expired_and_forged_tokens_without_end_are_turned_away_for_little()
    {
        await using var node = await RunningNode.StartFunded();
        var honest = await HonestCaller.StartAsync(node);
        var bank = node.World.Banks[2];
        using var stranger = SigningKey.Generate();
        var sources = new[]
        {
            TokenSource.OfParticipant(bank.Lei, stranger, node.World.Id),
            TokenSource.OfParticipant(bank.Lei, bank.Key, node.World.Id, TimeSpan.FromMinutes(1), new LateTime()),
            TokenSource.OfOperator(bank.Key, node.World.Id),
        };

        var statuses = await Task.WhenAll(
            sources.Select((source, index) => FloodAsync(node, source, $"127.0.3.{index + 1}"))
        );

        foreach (var seen in statuses)
        {
            Assert.DoesNotContain(StatusCode.OK, seen);
            Assert.Contains(StatusCode.Unauthenticated, seen);
            Assert.Contains(StatusCode.ResourceExhausted, seen);
        }

        await honest.CheckAsync("forged and expired tokens");
    }

    private static async Task<HashSet<StatusCode>> FloodAsync(RunningNode node, TokenSource tokens, string from)
    {
        var handler = new ConnectionSecurity
        {
            Trust = NodeTrust.Authority(RunningNode.Certificates.AuthorityFile),
            Tokens = tokens,
        }.CreateHandler();
        ((SocketsHttpHandler)((DelegatingHandler)handler).InnerHandler!).ConnectCallback = async (context, ended) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(from).MapToIPv6(), 0));
            await socket.ConnectAsync(context.DnsEndPoint, ended);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var channel = GrpcChannel.ForAddress(
            node.Host.Uri,
            new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true }
        );
        var client = new Wire.Network.NetworkClient(channel);
        var seen = new HashSet<StatusCode>();
        for (var round = 0; round < 500; round++)
        {
            try
            {
                await client.GetNetworkAsync(new Wire.GetNetworkRequest());
                seen.Add(StatusCode.OK);
            }
            catch (RpcException fault)
            {
                seen.Add(fault.StatusCode);
            }
        }

        return seen;
    }

    private static async Task<int> Gone(int count, Func<int, Task<bool>> open) =>
        (await Task.WhenAll(Enumerable.Range(0, count).Select(open))).Count(static gone => gone);

    private static async Task<bool> ShakeSlowlyAsync(RunningNode node, int index)
    {
        using var tcp = new TcpClient(new IPEndPoint(IPAddress.Parse($"127.0.4.{index + 1}"), 0));
        await tcp.ConnectAsync(node.Host.Address);
        var stream = tcp.GetStream();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await stream.WriteAsync(new byte[] { 0x16, 0x03, 0x01 }, patience.Token);
            return await stream.ReadAsync(new byte[1], patience.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // Begins a request, and goes on with a little of it every second.
    private static async Task<bool> DripAsync(RunningNode node, int index, string begins, string drop)
    {
        await using var connection = await RawConnection.OpenAsync(node, $"127.0.5.{index + 1}", http2: false);
        await connection.TrySendAsync(Encoding.ASCII.GetBytes(begins));
        var closed = connection.IsClosedWithinAsync(TimeSpan.FromSeconds(40));
        while (!closed.IsCompleted)
        {
            await connection.TrySendAsync(Encoding.ASCII.GetBytes(drop));
            await Task.WhenAny(closed, Task.Delay(1_000));
        }

        return await closed;
    }

    private sealed class LateTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - TimeSpan.FromMinutes(5);
    }
}
