using System.Net;
using System.Net.Sockets;

namespace Comity.Client.Tests.Proxy;

/// <summary>A TCP proxy before a node that drops, delays, duplicates and replays, by plans drawn from a seed.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _server;
    private readonly Random _random;
    private readonly int[] _plans = new int[Enum.GetValues<Mischief>().Length];
    private readonly Task _accepting;

    public FaultyProxy(int server, int seed)
    {
        (_server, _random) = (server, new Random(seed));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>How many connections met what.</summary>
    public int Met(Mischief mischief) => Volatile.Read(ref _plans[(int)mischief]);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var plan = ConnectionPlan.Draw(_random);
                Interlocked.Increment(ref _plans[(int)plan.Mischief]);
                serving.Add(ServeAsync(client, plan));
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(TcpClient client, ConnectionPlan plan)
    {
        var sent = new MemoryStream();
        using (client)
        using (var server = new TcpClient { NoDelay = true })
        using (var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            client.NoDelay = true;
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, ended.Token);
                await Task.WhenAny(
                    PumpAsync(client, server, plan, isRequest: true, sent, ended.Token),
                    PumpAsync(server, client, plan, isRequest: false, sent, ended.Token)
                );
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException)
            {
                // One side is gone; so is the other.
            }

            await ended.CancelAsync();
        }

        if (plan.Mischief == Mischief.ReplayConnection && !_stop.IsCancellationRequested)
        {
            await ReplayAsync(sent.ToArray());
        }
    }

    private static async Task PumpAsync(
        TcpClient from,
        TcpClient to,
        ConnectionPlan plan,
        bool isRequest,
        MemoryStream sent,
        CancellationToken cancellation
    )
    {
        var buffer = new byte[4096];
        var passed = 0;
        while (await from.GetStream().ReadAsync(buffer, cancellation) is > 0 and var length)
        {
            var piece = buffer.AsMemory(0, length);
            if (isRequest)
            {
                sent.Write(piece.Span);
            }

            if (plan.Mischief == Mischief.Delay)
            {
                await Task.Delay(plan.Delay, cancellation);
            }

            var isDue = passed + length > plan.From;
            switch (plan.Mischief)
            {
                case Mischief.CutRequest when isRequest && isDue:
                    await to.GetStream().WriteAsync(piece[..Math.Max(0, plan.From - passed)], cancellation);
                    return;
                case Mischief.CutAnswer when !isRequest && isDue:
                case Mischief.PassAndCut or Mischief.ReplayConnection or Mischief.Delay when passed > 3 * plan.From:
                    return;
                case Mischief.FallSilent when isDue:
                    await Task.Delay(Timeout.Infinite, cancellation);
                    return;
                case Mischief.DuplicateBytes when isRequest && isDue:
                    await to.GetStream().WriteAsync(piece, cancellation);
                    break;
            }

            await to.GetStream().WriteAsync(piece, cancellation);
            passed += length;
        }
    }

    // As a network does that holds packets back: the same requests come again, later, from nowhere.
    private async Task ReplayAsync(byte[] sent)
    {
        try
        {
            using var again = new TcpClient();
            await again.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
            await again.GetStream().WriteAsync(sent, _stop.Token);
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            enough.CancelAfter(TimeSpan.FromMilliseconds(200));
            var drain = new byte[4096];
            while (await again.GetStream().ReadAsync(drain, enough.Token) > 0) { }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException)
        {
            // Heard enough.
        }
    }
}
