using System.Diagnostics;
using Comity.Testing;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>SIGTERM under load: what was accepted is finished, everybody hears, nothing acknowledged is lost, and it takes no longer than is stated.</summary>
public sealed class ShutdownTests
{
    private const ulong Funds = 1_000_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_node_told_to_stop_under_load_finishes_what_it_accepted_and_ends_with_0()
    {
        using var place = new CrashPlace();
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var payments = new Payments(place.World, Funds, seed);
        using (var node = place.Start())
        {
            await Found(node, place.World);
            var sending = Enumerable
                .Range(0, place.World.Banks.Count)
                .Select(bank => payments.SendUntilStopping(node.As(place.World.Banks[bank]), bank))
                .ToArray();
            var streaming = payments.StreamUntilStopping(node.As(place.World.Banks[0]), 0);
            await Task.Delay(500, TestContext.Current.CancellationToken);

            var begun = Stopwatch.GetTimestamp();
            Assert.Equal(0, await node.TerminateAsync());
            var took = Stopwatch.GetElapsedTime(begun);
            TestContext.Current.TestOutputHelper?.WriteLine($"stopped within {took.TotalSeconds:0.0} s");
            Assert.InRange(took, TimeSpan.Zero, Longest);
            await Task.WhenAll(sending);
            var end = await streaming;
            Assert.True(end.StatusCode == StatusCode.Unavailable, $"{end} {end.DebugException}");
            Assert.Contains("stopping", end.Detail, StringComparison.Ordinal);
        }

        using var again = place.Start();
        await payments.Check(again);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{payments.Acknowledged} applied, {payments.Refused} refused, {payments.Unanswered} never answered"
        );
        Assert.True(payments.Acknowledged > 100);
        Assert.Equal(0, payments.Unanswered);
    }

    private static async Task Found(NodeProcess node, TestWorld world)
    {
        var request = new Wire.SubmitRequest { Transactions = { world.Founding(Funds).Select(ByteString.CopyFrom) } };
        var outcomes = (await node.Client.Transactions.SubmitAsync(request)).Outcomes;
        Assert.All(outcomes, static outcome => Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, outcome.Kind));
    }
}
