using System.Diagnostics;
using Comity.Protocol.Identifiers;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Hostile;

/// <summary>A bank that pays and asks all the while, and notes how long each payment takes.</summary>
internal sealed class HonestCaller
{
    private readonly List<double> _milliseconds = [];
    private readonly RunningNode _node;
    private readonly Task _paying;
    private volatile bool _ended;

    private HonestCaller(RunningNode node)
    {
        _node = node;
        _paying = Task.Run(PayAsync);
    }

    /// <summary>Begins to pay; what runs for the first time is not counted.</summary>
    public static async Task<HonestCaller> StartAsync(RunningNode node)
    {
        for (var payment = 0; payment < 10; payment++)
        {
            await node.Pay(1);
        }

        return new HonestCaller(node);
    }

    /// <summary>
    /// Ends, and sees to it that nothing was noticed beyond the bound that docs/access.md states: every payment applied, half of
    /// them within 1 s and all within 5 s, in one process on two cores with those who attack at full speed.
    /// </summary>
    public async Task CheckAsync(string what)
    {
        _ended = true;
        await _paying;
        _milliseconds.Sort();
        var (median, worst) = (_milliseconds[_milliseconds.Count / 2], _milliseconds[^1]);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}: {_milliseconds.Count} payments beside, median {median:0.0} ms, worst {worst:0.0} ms"
        );
        Assert.True(median < 1_000, $"the median was {median} ms");
        Assert.True(worst < 5_000, $"the worst was {worst} ms");
    }

    private async Task PayAsync()
    {
        var world = _node.World;
        var client = _node.Client;
        while (!_ended)
        {
            var watch = Stopwatch.StartNew();
            await PayAsync(world, client.Transactions);
            lock (_milliseconds)
            {
                _milliseconds.Add(watch.Elapsed.TotalMilliseconds);
            }

            await Task.Delay(20);
        }
    }

    private static async Task PayAsync(TestWorld world, Wire.Transactions.TransactionsClient client)
    {
        var payment = world.Pay(world.Banks[0], world.Banks[1], 1, Uetr.Random());
        var answer = await client.SubmitAsync(
            new Wire.SubmitRequest { Transactions = { ByteString.CopyFrom(payment) } },
            new CallOptions(deadline: DateTime.UtcNow.AddSeconds(20))
        );
        Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, Assert.Single(answer.Outcomes).Kind);
    }
}
