using Comity.Ordering.Audit;
using Comity.Ordering.Embedded;
using Comity.Testing;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Crash.Tests;

/// <summary>
/// A real node process, killed with SIGKILL again and again under load. COMITY_CRASH_SEED repeats a run's moments and amounts,
/// COMITY_CRASH_LIVES changes how often it is killed.
/// </summary>
public sealed class KillTests
{
    private const ulong Funds = 1_000_000_000;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_done_twice_however_often_the_node_is_killed()
    {
        var seed = FromEnvironment("COMITY_CRASH_SEED", Environment.TickCount);
        var lives = FromEnvironment("COMITY_CRASH_LIVES", 50);
        TestContext.Current.SendDiagnosticMessage($"COMITY_CRASH_SEED={seed}");
        TestContext.Current.TestOutputHelper?.WriteLine($"COMITY_CRASH_SEED={seed}");
        var random = new Random(seed);
        using var place = new CrashPlace();
        var world = place.World;
        var payments = new Payments(world, Funds, seed);
        for (var life = 0; life <= lives; life++)
        {
            using var node = place.Start();
            if (life == 0)
            {
                await Found(node, world);
            }

            await payments.Check(node);
            if (life == lives)
            {
                break;
            }

            var sending = Enumerable
                .Range(0, world.Banks.Count)
                .Select(bank => payments.Send(node.As(world.Banks[bank]), bank, life));
            var all = Task.WhenAll(sending.ToArray());
            await Task.Delay(random.Next(20, 400), TestContext.Current.CancellationToken);
            node.Kill();
            await all;
        }

        await CheckFolder(place);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{lives} kills: {payments.Acknowledged} applied, {payments.Refused} refused, {payments.Unanswered} never answered"
        );
        Assert.True(payments.Acknowledged > lives);
        Assert.True(payments.Refused > 0);
    }

    // What a restart loads, from checkpoint and log, is what a replay of everything from genesis gives.
    private static async Task CheckFolder(CrashPlace place)
    {
        var report = LogAuditor.Audit(
            new AuditOptions { Folder = place.Folder, CheckEveryBlocks = 1_000 },
            TestContext.Current.CancellationToken
        );
        Assert.True(report.IsSound, report.Fault);
        await using var engine = EmbeddedEngine.Open(
            new EmbeddedEngineOptions { Folder = place.Folder },
            NullLogger.Instance
        );
        Assert.Equal((report.Height, report.Root), (engine.Tip.Height, engine.Tip.Root));
        Assert.True(engine.Recovery.CheckpointHeight > 0);
    }

    internal static async Task Found(NodeProcess node, TestWorld world)
    {
        var request = new Wire.SubmitRequest { Transactions = { world.Founding(Funds).Select(ByteString.CopyFrom) } };
        var outcomes = (await node.Client.Transactions.SubmitAsync(request)).Outcomes;
        Assert.All(outcomes, static outcome => Assert.Equal(Wire.TransactionOutcome.Types.Kind.Applied, outcome.Kind));
    }

    internal static int FromEnvironment(string name, int standard) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : standard;
}
