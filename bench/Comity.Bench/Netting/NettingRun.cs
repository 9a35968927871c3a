using System.Diagnostics;
using Comity.Ledger.LiquiditySaving;
using Comity.Netting.Optimum;

namespace Comity.Bench.Netting;

/// <summary>What the saver found in one queue, beside what the solver proved.</summary>
/// <param name="Share">Value settled as a share of the solver's bound, 0 to 1.</param>
/// <param name="Milliseconds">Time of one look.</param>
/// <param name="Proven">Whether the solver's bound is its optimum.</param>
internal sealed record NettingFigures(double Share, double Milliseconds, bool Proven);

/// <summary>The liquidity saver against the exact optimum.</summary>
internal static class NettingRun
{
    /// <summary>Looks at one queue of 1,000 settlements in five currencies between thirty banks.</summary>
    public static NettingFigures Run(InstanceShape shape, int coverPercent, int seed, TimeSpan solverLimit)
    {
        var instance = InstanceGenerator.Draw(shape, 1_000, 5, 30, coverPercent, seed);
        var saver = new LiquiditySaver();
        var best = double.MaxValue;
        int[] chosen = [];
        for (var round = 0; round < 3; round++)
        {
            Fill(saver, instance);
            var watch = Stopwatch.StartNew();
            var found = saver.Find(8_000_000);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            chosen = found.Chosen.ToArray();
        }

        if (!instance.IsFeasible(chosen))
        {
            throw new InvalidOperationException("The saver chose a set that cannot execute.");
        }

        var optimum = OptimumSolver.Solve(instance, solverLimit);
        return new NettingFigures(instance.ValueOf(chosen) / Math.Max(1, optimum.Bound), best, optimum.Proven);
    }

    private static void Fill(LiquiditySaver saver, NettingInstance instance)
    {
        saver.Begin();
        for (var instrument = 0; instrument < instance.Instruments; instrument++)
        {
            saver.AddInstrument();
        }

        foreach (var position in instance.Positions)
        {
            saver.AddPosition(position.Cover, position.Instrument);
        }

        foreach (var settlement in instance.Settlements)
        {
            saver.AddSettlement(
                settlement.Priority,
                [.. settlement.Movements.Select(static movement => new Movement(movement.Position, movement.Delta))]
            );
        }
    }
}
