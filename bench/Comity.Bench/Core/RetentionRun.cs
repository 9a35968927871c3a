using Comity.Bench.World;
using Comity.Ledger.Blocks;
using Comity.Protocol.Genesis;
using Comity.Protocol.Time;

namespace Comity.Bench.Core;

/// <summary>What a ledger that forgets keeps.</summary>
/// <param name="Payments">How many payments went through between the first and the last look.</param>
/// <param name="Heaps">The managed heap in bytes at each look, nothing but the ledger on it.</param>
/// <param name="Remembered">How many settlements are remembered at the end.</param>
/// <param name="PerSecond">Payments a second, state roots and forgetting included.</param>
internal sealed record RetentionFigures(int Payments, long[] Heaps, int Remembered, double PerSecond)
{
    /// <summary>Bytes that the heap grew for each payment from the first look to the last.</summary>
    public double GrowthEach => (Heaps[^1] - Heaps[0]) / (double)Payments;
}

/// <summary>A ledger with a short retention, long after it has begun to forget: its memory is flat, or it is not.</summary>
internal static class RetentionRun
{
    private const int PerBlock = 10_000;
    private const int SecondsRemembered = 20;

    // Ids of transactions are dropped by the minute: looks a minute of ledger time apart are comparable.
    private const int BlocksBetweenLooks = 60;

    /// <summary>Applies blocks of 10,000 payments, a second of ledger time apart, with a root for each.</summary>
    /// <param name="accounts">Over so many accounts.</param>
    /// <param name="payments">So many of them.</param>
    public static RetentionFigures Run(int accounts, int payments)
    {
        var parameters = new NetworkParameters
        {
            LongestValidityMilliseconds = SecondsRemembered * 500,
            LongestWaitMilliseconds = SecondsRemembered * 1_000,
            RetentionMilliseconds = SecondsRemembered * 1_000,
        };
        var (ledger, world) = CoreRun.Founded(accounts, parameters, validFor: 10_000);
        var heaps = new List<long>();
        var (blocks, working) = (payments / PerBlock, TimeSpan.Zero);
        var first = (blocks - 1) % BlocksBetweenLooks;
        for (var block = 0; block < blocks; block++)
        {
            var time = ledger.Time.Plus(1_000);
            var all = world.Payments(PerBlock, time.Plus(10_000));
            var begun = System.Diagnostics.Stopwatch.GetTimestamp();
            CoreRun.Require(ledger.Apply(new Block(ledger.Height + 1, time, all)));
            ledger.Commit();
            working += System.Diagnostics.Stopwatch.GetElapsedTime(begun);
            if (block % BlocksBetweenLooks == first && block >= 2 * SecondsRemembered)
            {
                all = [];
                heaps.Add(GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        ledger.CheckInvariants();
        return new RetentionFigures(
            (heaps.Count - 1) * BlocksBetweenLooks * PerBlock,
            [.. heaps],
            ledger.View.FinishedCount,
            blocks * PerBlock / working.TotalSeconds
        );
    }
}
