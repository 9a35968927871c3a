using System.Globalization;
using Comity.Ledger.LiquiditySaving;
using Comity.Netting.Optimum;

namespace Comity.Netting.Tests;

/// <summary>The liquidity saver against a mixed-integer solver's proven bound, over seeded queues of each shape.</summary>
public sealed class SaverAgainstOptimumTests(ITestOutputHelper output)
{
    private const long WorkBudget = 8_000_000;
    private const double LeastMedian = 0.99;
    private const double LeastOfAny = 0.92;
    private const int LeastProven = 10;

    /// <summary>
    /// Sizes and covers at which the solver mostly proves its answer within seconds. Where it does not, on a slow machine, the
    /// saver is held against what the solver found: its bound is then no measure.
    /// </summary>
    private static readonly (InstanceShape Shape, int Settlements, int Banks, int CoverPercent)[] Instances =
    [
        (InstanceShape.RandomPairs, 200, 12, 20),
        (InstanceShape.RandomPairs, 1_000, 30, 20),
        (InstanceShape.RandomPairs, 1_000, 30, 50),
        (InstanceShape.Star, 200, 12, 10),
        (InstanceShape.Star, 300, 16, 20),
        (InstanceShape.Star, 1_000, 30, 50),
        (InstanceShape.Rings, 300, 12, 10),
        (InstanceShape.Rings, 1_000, 30, 10),
        (InstanceShape.Rings, 1_000, 30, 30),
        (InstanceShape.HeavyTailed, 200, 12, 10),
        (InstanceShape.HeavyTailed, 1_000, 30, 5),
        (InstanceShape.HeavyTailed, 1_000, 30, 20),
        (InstanceShape.PaymentVersusPayment, 200, 12, 30),
        (InstanceShape.PaymentVersusPayment, 400, 16, 40),
        (InstanceShape.PaymentVersusPayment, 1_000, 30, 50),
        (InstanceShape.Linked, 200, 12, 40),
        (InstanceShape.Linked, 400, 16, 50),
        (InstanceShape.RoundLots, 300, 12, 20),
        (InstanceShape.RoundLots, 1_000, 30, 30),
        (InstanceShape.Mixed, 300, 12, 20),
        (InstanceShape.Mixed, 1_000, 30, 20),
        (InstanceShape.Mixed, 1_000, 100, 10),
    ];

    [Fact]
    public void The_saver_settles_nearly_as_much_as_the_optimum_in_queues_of_every_shape()
    {
        var saver = new LiquiditySaver();
        var shares = new List<double>();
        var proven = 0;
        foreach (var (shape, settlements, banks, cover) in Instances)
        {
            var instance = InstanceGenerator.Draw(shape, settlements, 5, banks, cover, seed: 7);
            var chosen = Find(saver, instance, out var work, out var milliseconds);
            Assert.True(instance.IsFeasible(chosen), instance.Name);
            Assert.InRange(work, 0, WorkBudget);
            Assert.Equal(chosen, Find(new LiquiditySaver(), instance, out var again, out _));
            Assert.Equal(work, again);

            var optimum = OptimumSolver.Solve(instance, TimeSpan.FromSeconds(10));
            var value = (double)instance.ValueOf(chosen);
            proven += optimum.Proven ? 1 : 0;
            if (optimum.Value > 0)
            {
                shares.Add(value / (optimum.Proven ? optimum.Bound : optimum.Value));
            }

            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{instance.Name, -52} {value / optimum.Bound, 8:P2} of the bound, {milliseconds, 6:F1} ms, {work, 9} steps; solver {optimum.Value / optimum.Bound, 8:P2} in {optimum.Elapsed.TotalSeconds:F1} s"
                )
            );
        }

        var median = shares.Order().ElementAt(shares.Count / 2);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"median {median:P2}, least {shares.Min():P2}, {proven} proven")
        );
        Assert.True(proven >= LeastProven, $"The solver proved only {proven} answers: too few to judge by.");
        Assert.True(median >= LeastMedian, $"The median is {median:P2}.");
        Assert.True(shares.Min() >= LeastOfAny, $"The least is {shares.Min():P2}.");
    }

    [Fact]
    public void The_solver_agrees_that_a_gridlocked_ring_settles_whole()
    {
        var positions = Enumerable.Repeat(new InstancePosition(0, 0), 6).ToArray();
        var settlements = Enumerable
            .Range(0, 6)
            .Select(i => new InstanceSettlement(
                0,
                [new InstanceMovement(i, -500), new InstanceMovement((i + 1) % 6, 500)]
            ))
            .ToArray();
        var instance = new NettingInstance("ring", 1, positions, settlements);
        var optimum = OptimumSolver.Solve(instance, TimeSpan.FromSeconds(5));
        Assert.Equal(Enumerable.Range(0, 6), optimum.Chosen);
        Assert.True(optimum.Proven);
        Assert.Equal(optimum.Chosen, Find(new LiquiditySaver(), instance, out _, out _));
        Assert.False(instance.IsFeasible([0]));
    }

    private static int[] Find(LiquiditySaver saver, NettingInstance instance, out long work, out double milliseconds)
    {
        saver.Begin();
        for (var i = 0; i < instance.Instruments; i++)
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
                settlement.Movements.Select(m => new Movement(m.Position, m.Delta)).ToArray()
            );
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = saver.Find(WorkBudget);
        milliseconds = clock.Elapsed.TotalMilliseconds;
        work = result.WorkUsed;
        return result.Chosen.ToArray();
    }
}
