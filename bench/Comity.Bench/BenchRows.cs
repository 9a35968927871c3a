using Comity.Bench.Core;
using Comity.Bench.EndToEnd;
using Comity.Bench.Iso20022;
using Comity.Bench.Netting;
using Comity.Bench.Peers;
using Comity.Bench.ReadModels;
using Comity.Bench.Report;
using Comity.Netting.Optimum;
using Comity.Testing.Databases;
using HdrHistogram;

namespace Comity.Bench;

/// <summary>The rows that can be asked for by name.</summary>
internal static class BenchRows
{
    private const int Accounts = 100_000;
    private const int RetentionPayments = 2_000_000;
    private const int WarmUpPayments = 60_000;
    private const int PacedWarmUpSeconds = 2;
    private const int UnaryCallers = 24;

    /// <summary>Name, and what it measures.</summary>
    public static IReadOnlyDictionary<string, Func<BenchOptions, IAsyncEnumerable<Figure>>> All { get; } =
        new Dictionary<string, Func<BenchOptions, IAsyncEnumerable<Figure>>>(StringComparer.Ordinal)
        {
            ["core"] = Core,
            ["memory"] = Memory,
            ["retention"] = Retention,
            ["checkpoint"] = Checkpoint,
            ["netting"] = Netting,
            ["node"] = Node,
            ["unary"] = Unary,
            ["finality"] = Finality,
            ["steady"] = Steady,
            ["growth"] = Growth,
            ["iso"] = static options => IsoRun.MeasureAsync(options.Payments / 10, options.Rounds, options.Folder),
            ["readmodel"] = static options =>
                ReadModelFigures.MeasureAsync(options.Folder, options.Payments, 10 * options.Payments),
        };

    private static async IAsyncEnumerable<Figure> Core(BenchOptions options)
    {
        await Task.Yield();
        foreach (var commit in (bool[])[false, true])
        {
            var runs = Enumerable
                .Range(0, options.Rounds + 1)
                .Select(_ => CoreRun.Run(Accounts, options.Payments, 10_000, commit))
                .Skip(1)
                .OrderBy(static run => run.PerSecond)
                .ToArray();
            var median = runs[runs.Length / 2];
            var detail =
                $"median of {runs.Length} runs of {options.Payments:N0} ({runs[0].PerSecond:N0} to {runs[^1].PerSecond:N0}); {median.AllocatedEach} bytes allocated each, most of it kept";
            yield return commit
                ? Bars.Root(
                    median.PerSecond,
                    $"{detail}; applying {median.Applying.TotalSeconds:N2} s, roots {median.Committing.TotalSeconds:N2} s"
                )
                : Bars.Core(median.PerSecond, detail);
        }
    }

    private static async IAsyncEnumerable<Figure> Memory(BenchOptions options)
    {
        await Task.Yield();
        yield return Bars.Memory(
            CoreRun.BytesPerAccount(Accounts, 10 * Accounts),
            $"what {9 * Accounts:N0} more accounts add to the managed heap, state tree included"
        );
    }

    private static async IAsyncEnumerable<Figure> Retention(BenchOptions options)
    {
        await Task.Yield();
        var figures = RetentionRun.Run(Accounts, RetentionPayments);
        var heaps = string.Join(", ", figures.Heaps.Select(static heap => $"{heap / 1_048_576.0:N1}"));
        yield return Bars.Retention(
            figures.GrowthEach,
            $"{RetentionPayments:N0} payments, each remembered for 20 s of ledger time, {figures.Remembered:N0} at the end; managed heap {heaps} MiB after each {figures.Payments / (figures.Heaps.Length - 1):N0} of the last {figures.Payments:N0}; {figures.PerSecond:N0} payments/s with a root each 10,000"
        );
    }

    private static async IAsyncEnumerable<Figure> Checkpoint(BenchOptions options)
    {
        await Task.Yield();
        foreach (var accounts in (int[])[Accounts, 10 * Accounts])
        {
            var figures = CheckpointRun.Run(accounts, 1_000_000);
            yield return Bars.Checkpoint(
                figures.Freezing,
                $"{accounts:N0} accounts, 1,000,000 payments remembered; median of 9, longest {figures.Longest:N1} ms; {figures.Bytes / 1_048_576.0:N0} MiB are then written beside it, in {figures.Writing:N0} ms without a disk"
            );
        }
    }

    private static async IAsyncEnumerable<Figure> Netting(BenchOptions options)
    {
        await Task.Yield();
        var all = new List<NettingFigures>();
        foreach (var shape in Enum.GetValues<InstanceShape>())
        {
            foreach (var cover in (int[])[10, 20, 50])
            {
                all.Add(NettingRun.Run(shape, cover, seed: 1, TimeSpan.FromSeconds(options.SolverSeconds)));
            }
        }

        var shares = all.Select(static figures => figures.Share).Order().ToArray();
        var times = all.Select(static figures => figures.Milliseconds).Order().ToArray();
        yield return Bars.NettingShare(
            100 * shares[shares.Length / 2],
            $"median of {all.Count} queues of 1,000 in 5 currencies against the solver's bound ({all.Count(static f => f.Proven)} proven optima); least {100 * shares[0]:N1} %"
        );
        yield return Bars.NettingTime(times[times.Length / 2], $"median of the same; longest {times[^1]:N0} ms");
    }

    // One run for everything that must be compared in one run: the node, raw verification, PostgreSQL, SQLite.
    private static async IAsyncEnumerable<Figure> Node(BenchOptions options)
    {
        using var run = await EndToEndRun.StartAsync(options.Folder, Accounts);
        await WarmUpAsync(run);
        var singles = run.World.SignedPayments(options.Payments, 1);
        var raw = VerificationRate.Measure(singles, TimeSpan.FromSeconds(options.PeerSeconds));
        var logBefore = run.LogBytes;
        var rate = await run.SaturateAsync(singles, 1);
        var rawAfter = VerificationRate.Measure(singles, TimeSpan.FromSeconds(options.PeerSeconds));
        raw = (raw + rawAfter) / 2;
        yield return Bars.Node(
            100 * rate / raw,
            $"{rate:N0} payments/s, each signed, durable before the answer; {raw:N0} verifications/s on all cores"
        );
        yield return Bars.Disk((run.LogBytes - logBefore) / (double)options.Payments, "log, prepared space included");
        run.Restart();
        yield return Bars.Recovery(
            run.Node.Started.TotalSeconds * 1_000_000 / (options.Payments + WarmUpPayments),
            $"killed; started again on a log of {options.Payments + WarmUpPayments:N0} payments in {run.Node.Started.TotalSeconds:N2} s, from process start to first answer, scaled to a million"
        );
        await WarmUpAsync(run);
        yield return await PaceAsync(run, rate / 2, options.PacedSeconds);
        var files = run.World.SignedPayments(options.Payments / 100, 100);
        var filesRate = await run.SaturateAsync(files, 100);
        await foreach (var figure in Peers(options, rate, filesRate))
        {
            yield return figure;
        }
    }

    // As a bank's own program pays: a call for each payment, as many at a time as it has callers.
    private static async IAsyncEnumerable<Figure> Unary(BenchOptions options)
    {
        using var run = await EndToEndRun.StartAsync(options.Folder, Accounts);
        await WarmUpAsync(run);
        using var load = run.OpenLoad();
        await load.CallAsync(run.World.SignedPayments(WarmUpPayments / 10, 1), UnaryCallers);
        var (took, latencies) = await load.CallAsync(run.World.SignedPayments(options.Payments / 4, 1), UnaryCallers);
        double At(double percentile) => latencies.GetValueAtPercentile(percentile) / 1_000.0;
        yield return Bars.Unary(
            latencies.TotalCount / took.TotalSeconds,
            $"{latencies.TotalCount:N0} payments, a call each, {UnaryCallers} callers on one connection, signed, over TLS, durable before the answer; a call takes p50 {At(50):N2}, p99 {At(99):N2}, longest {latencies.GetMaxValue() / 1_000.0:N1} ms"
        );
    }

    private static async IAsyncEnumerable<Figure> Finality(BenchOptions options)
    {
        using var run = await EndToEndRun.StartAsync(options.Folder, Accounts);
        await WarmUpAsync(run);
        var rate = await run.SaturateAsync(run.World.SignedPayments(options.Payments, 1), 1);
        yield return await PaceAsync(run, rate / 2, options.PacedSeconds);
    }

    private static async IAsyncEnumerable<Figure> Steady(BenchOptions options)
    {
        using var run = await EndToEndRun.StartAsync(
            options.Folder,
            Accounts,
            SteadyRun.Forgetful,
            asInProduction: true
        );
        var rate = 0.0;
        for (var round = 0; round < 2; round++)
        {
            rate = await run.SaturateAsync(SteadyRun.Payments(run, WarmUpPayments), 1);
        }

        await foreach (var figure in SteadyRun.MeasureAsync(run, rate / 2, TimeSpan.FromSeconds(options.SteadySeconds)))
        {
            yield return figure;
        }
    }

    private static async IAsyncEnumerable<Figure> Growth(BenchOptions options)
    {
        using var run = await EndToEndRun.StartAsync(options.Folder, Accounts);
        await WarmUpAsync(run);
        yield return await GrowthRun.MeasureAsync(run, 10 * options.Payments, options.Payments / 10);
    }

    private static async Task<Figure> PaceAsync(EndToEndRun run, double perSecond, int seconds)
    {
        var warmUp = (int)(perSecond * PacedWarmUpSeconds);
        var paced = run.World.SignedPayments(warmUp + (int)(perSecond * seconds), 1);
        using var load = run.OpenLoad();
        var histogram = await load.PaceAsync(paced, perSecond, warmUp);
        double At(double percentile) => histogram.GetValueAtPercentile(percentile) / 1_000.0;
        return Bars.Finality(
            At(99),
            $"open loop at {perSecond:N0}/s for {seconds} s after {PacedWarmUpSeconds} s of the same, from when each was due; p50 {At(50):N2}, p90 {At(90):N2}, p99.9 {At(99.9):N2} ms"
        );
    }

    // A process that has just started compiles its code as it goes: that is start-up, not finality.
    private static Task<double> WarmUpAsync(EndToEndRun run) =>
        run.SaturateAsync(run.World.SignedPayments(WarmUpPayments, 1), 1);

    private static async IAsyncEnumerable<Figure> Peers(BenchOptions options, double rate, double filesRate)
    {
        await Task.Yield();
        var sqlite = SqliteDoubleEntry.Measure(options.Folder, Accounts, options.PeerSeconds);
        yield return Bars.Sqlite(
            rate / sqlite.PerSecond,
            $"{rate:N0}/s against {sqlite.PerSecond:N0}/s ({sqlite.Way})"
        );
        using var server = PrivatePostgreSql.TryStart(options.Folder);
        if (server is null)
        {
            await Console.Error.WriteLineAsync(
                "PostgreSQL is not installed: its rows are left out (Debian: apt-get install postgresql)."
            );
            yield break;
        }

        var postgres = PostgresDoubleEntry.Measure(server, Accounts, options.PeerSeconds);
        var peer = $"{postgres.PerSecond:N0}/s ({server.Version}, {postgres.Way})";
        yield return Bars.PostgresSingles(rate / postgres.PerSecond, $"{rate:N0}/s against {peer}");
        yield return Bars.PostgresFiles(filesRate / postgres.PerSecond, $"{filesRate:N0}/s against {peer}");
    }
}

/// <summary>How long and how much.</summary>
/// <param name="Folder">Where nodes and peers keep their data; both on the same disk.</param>
/// <param name="Payments">Payments of a run.</param>
/// <param name="Rounds">Runs of the core, after one to warm up.</param>
/// <param name="PeerSeconds">Seconds for each way of a peer.</param>
/// <param name="PacedSeconds">Seconds of the open loop.</param>
/// <param name="SolverSeconds">Seconds that the solver may take for each queue.</param>
/// <param name="SteadySeconds">Seconds of the long steady load.</param>
internal sealed record BenchOptions(
    string Folder,
    int Payments,
    int Rounds,
    int PeerSeconds,
    int PacedSeconds,
    int SolverSeconds,
    int SteadySeconds
);
