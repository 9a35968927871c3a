using System.Diagnostics;
using System.Net;
using Comity.Client.Security;
using Comity.Node.Access.Budgets;
using Comity.Node.Hosting;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Access;

public sealed class BudgetTests
{
    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_again_and_takes_nothing_of_anybody_elses()
    {
        await using var node = await Start(new BudgetOptions { Queries = new RateBudget(10, 20) });
        var (_, greedy, http) = node.Call(node.World.TokensOf(node.World.Banks[1]));
        RpcException? fault = null;
        for (var asked = 0; fault is null && asked < 100; asked++)
        {
            fault = await FaultOf(greedy.Network.GetNetworkAsync(new Wire.GetNetworkRequest()));
        }

        using var rest = await http.GetAsync(
            new Uri("/v1/network", UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(StatusCode.ResourceExhausted, fault?.StatusCode);
        Assert.Equal("1", fault?.Trailers.GetValue("retry-after"));
        Assert.Equal(HttpStatusCode.TooManyRequests, rest.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), rest.Headers.RetryAfter?.Delta);
        Assert.Null(await FaultOf(node.Client.Network.GetNetworkAsync(new Wire.GetNetworkRequest())));
        await Task.Delay(1_100, TestContext.Current.CancellationToken);
        Assert.Null(await FaultOf(greedy.Network.GetNetworkAsync(new Wire.GetNetworkRequest())));
    }

    [Fact]
    public async Task Submissions_are_counted_by_their_transactions_and_a_stream_is_held_back_instead()
    {
        await using var node = await Start(new BudgetOptions { Transactions = new RateBudget(200, 10_000) });
        var bank = node.As(node.World.Banks[1]);
        var large = Junk(9_900);
        Assert.Null(await FaultOf(bank.Transactions.SubmitAsync(large)));

        var fault = await FaultOf(bank.Transactions.SubmitAsync(Junk(9_900)));
        var watch = Stopwatch.StartNew();
        using var stream = bank.Transactions.SubmitStream();
        await stream.RequestStream.WriteAsync(Junk(400));
        await stream.RequestStream.CompleteAsync();
        Assert.True(await stream.ResponseStream.MoveNext(TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.ResourceExhausted, fault?.StatusCode);
        Assert.Equal(400, stream.ResponseStream.Current.Outcomes.Count);
        // 300 of them, at least, at 200 a second.
        Assert.InRange(watch.Elapsed.TotalSeconds, 1.0, 20.0);
        Assert.Null(await FaultOf(node.Client.Transactions.SubmitAsync(Junk(100))));
    }

    [Fact]
    public async Task An_address_that_fails_to_prove_who_calls_too_often_is_not_listened_to_for_a_while()
    {
        await using var node = await Start(new BudgetOptions { FailedAttempts = new RateBudget(5, 10) });
        using var stranger = SigningKey.Generate();
        var bad = node.Call(TokenSource.OfParticipant(node.World.Banks[0].Lei, stranger, node.World.Id)).Clients;
        var statuses = new List<StatusCode?>();
        Assert.Null(await FaultOf(node.Client.Network.GetNetworkAsync(new Wire.GetNetworkRequest())));
        for (var tried = 0; tried < 30; tried++)
        {
            statuses.Add((await FaultOf(bad.Network.GetNetworkAsync(new Wire.GetNetworkRequest())))?.StatusCode);
        }

        Assert.Equal(StatusCode.Unauthenticated, statuses[0]);
        Assert.Contains(StatusCode.ResourceExhausted, statuses);
        // Whoever is known already is served all the while.
        Assert.Null(await FaultOf(node.Client.Network.GetNetworkAsync(new Wire.GetNetworkRequest())));
        await Task.Delay(1_000, TestContext.Current.CancellationToken);
        var other = node.As(node.World.Banks[1]);
        Assert.Null(await FaultOf(other.Network.GetNetworkAsync(new Wire.GetNetworkRequest())));
    }

    /// <summary>
    /// The bound that docs/access.md states: beside a caller at full speed, another's payment is final within 250 ms at the median
    /// and 1 s at the worst, on two cores that the flood and its sender share.
    /// </summary>
    [Fact]
    public async Task One_caller_at_full_speed_does_not_slow_anothers_payments_beyond_the_stated_bound()
    {
        await using var node = await Start(new BudgetOptions());
        using var ending = new CancellationTokenSource();
        var flooding = Flood(node, ending.Token);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var times = new List<double>();
        for (var payment = 0; payment < 60; payment++)
        {
            var watch = Stopwatch.StartNew();
            await node.Pay(1);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        await ending.CancelAsync();
        var sent = await flooding;
        times.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"beside {sent} transactions of another: median {times[30]:0.0} ms, worst {times[^1]:0.0} ms"
        );
        Assert.True(sent > 2_000, $"only {sent} were sent beside");
        Assert.True(times[30] < 250, $"the median was {times[30]} ms");
        Assert.True(times[^1] < 1_000, $"the worst was {times[^1]} ms");
    }

    // Payments of one unit back and forth between two accounts of another jurisdiction, as fast as they are taken.
    private static async Task<int> Flood(RunningNode node, CancellationToken cancellation)
    {
        var (world, sent) = (node.World, 0);
        var bank = world.Banks[2];
        using var stream = node.As(bank).Transactions.SubmitStream(cancellationToken: CancellationToken.None);
        var reading = Task.Run(
            async () =>
            {
                while (await stream.ResponseStream.MoveNext(CancellationToken.None))
                {
                    sent += stream.ResponseStream.Current.Outcomes.Count;
                }
            },
            CancellationToken.None
        );
        while (!cancellation.IsCancellationRequested)
        {
            var request = new Wire.SubmitRequest();
            for (var index = 0; index < 100; index++)
            {
                request.Transactions.Add(ByteString.CopyFrom(world.Pay(bank, world.Banks[3], 1, Uetr.Random())));
            }

            await stream.RequestStream.WriteAsync(request, CancellationToken.None);
        }

        await stream.RequestStream.CompleteAsync();
        await reading;
        return sent;
    }

    private static Wire.SubmitRequest Junk(int count)
    {
        var request = new Wire.SubmitRequest();
        for (var index = 0; index < count; index++)
        {
            request.Transactions.Add(ByteString.CopyFromUtf8("no transaction"));
        }

        return request;
    }

    private static Task<RunningNode> Start(BudgetOptions budgets) =>
        RunningNode.StartFunded(options => options with { Access = options.Access with { Budgets = budgets } });

    private static async Task<RpcException?> FaultOf<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return null;
        }
        catch (RpcException fault)
        {
            return fault;
        }
    }
}
