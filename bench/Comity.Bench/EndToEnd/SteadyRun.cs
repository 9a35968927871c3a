using Comity.Bench.Report;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;
using Google.Protobuf;
using HdrHistogram;

namespace Comity.Bench.EndToEnd;

/// <summary>
/// A long time under a steady open-loop load on a network whose settlements are forgotten a minute after they have finished:
/// finality over all of it, and whether the node's memory stays where it is once the first have been forgotten.
/// </summary>
internal static class SteadyRun
{
    private const ulong Validity = 30_000;
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(10);

    /// <summary>A network that remembers what is over for a minute.</summary>
    public static NetworkParameters Forgetful { get; } =
        new()
        {
            LongestValidityMilliseconds = Validity,
            LongestWaitMilliseconds = 60_000,
            RetentionMilliseconds = 60_000,
        };

    /// <summary>Payments of a stretch, valid from now on and not for long.</summary>
    public static ByteString[] Payments(EndToEndRun run, int count) =>
        run.World.SignedPayments(
            count,
            1,
            new Timestamp((ulong)DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() + Validity - 2_000)
        );

    /// <summary>Runs it.</summary>
    /// <param name="run">A founded, warm node.</param>
    /// <param name="perSecond">Payments per second.</param>
    /// <param name="lasting">How long the load is on.</param>
    public static async IAsyncEnumerable<Figure> MeasureAsync(EndToEndRun run, double perSecond, TimeSpan lasting)
    {
        var latencies = new LongHistogram(60_000_000, 3);
        var resident = new List<long>();
        for (var elapsed = TimeSpan.Zero; elapsed < lasting; elapsed += Stretch)
        {
            // Signed between stretches, or signing would be measured as the node's work.
            var payments = Payments(run, (int)(perSecond * Stretch.TotalSeconds));
            using var load = run.OpenLoad();
            latencies.Add(await load.PaceAsync(payments, perSecond, warmUp: 0));
            resident.Add(run.Node.ResidentBytes);
        }

        double At(double percentile) => latencies.GetValueAtPercentile(percentile) / 1_000.0;
        yield return Bars.SteadyFinality(
            At(99),
            $"open loop at {perSecond:N0}/s for {lasting.TotalSeconds:N0} s, {latencies.TotalCount:N0} payments; p50 {At(50):N2}, p90 {At(90):N2}, p99.9 {At(99.9):N2}, longest {latencies.GetMaxValue() / 1_000.0:N1} ms"
        );

        // The medians of the second quarter and of the last: the first fills what is kept, and collections make single readings jump.
        var quarter = Math.Max(1, resident.Count / 4);
        var settled = Median(resident.Skip(quarter).Take(quarter));
        var last = Median(resident.TakeLast(quarter));
        yield return Bars.SteadyMemory(
            100 * ((last / settled) - 1),
            $"resident {settled / (1 << 20):N0} MiB in the second quarter, {last / (1 << 20):N0} MiB in the last; largest {resident.Max() >> 20:N0} MiB"
        );
    }

    private static double Median(IEnumerable<long> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
