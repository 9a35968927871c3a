using Google.OrTools.LinearSolver;

namespace Comity.Netting.Optimum;

/// <summary>
/// The exact optimum of a netting instance as a mixed-integer program, solved by SCIP through Google OR-Tools: one binary
/// variable per settlement, one row per position.
/// </summary>
public static class OptimumSolver
{
    /// <summary>Solves, or stops at the time limit with the best set found and a proven bound.</summary>
    public static OptimumAnswer Solve(NettingInstance instance, TimeSpan limit)
    {
        using var solver =
            Solver.CreateSolver("SCIP") ?? throw new InvalidOperationException("OR-Tools was built without SCIP.");
        var values = instance.Values();
        var variables = instance.Settlements.Select((_, s) => solver.MakeBoolVar($"s{s}")).ToArray();
        var totals = Totals(instance);
        for (var p = 0; p < instance.Positions.Count; p++)
        {
            // Rows are scaled to the instrument's total, so that tolerances mean the same in every currency.
            var scale = totals[instance.Positions[p].Instrument] / 1e6;
            var row = solver.MakeConstraint(-(double)instance.Positions[p].Cover / scale, double.PositiveInfinity);
            for (var s = 0; s < variables.Length; s++)
            {
                foreach (var movement in instance.Settlements[s].Movements.Where(m => m.Position == p))
                {
                    row.SetCoefficient(variables[s], (double)movement.Delta / scale);
                }
            }
        }

        for (var s = 0; s < variables.Length; s++)
        {
            solver.Objective().SetCoefficient(variables[s], values[s] / 1e6);
        }

        solver.Objective().SetMaximization();
        solver.SetTimeLimit((long)limit.TotalMilliseconds);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var status = solver.Solve();
        var chosen =
            status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE
                ? Enumerable.Range(0, variables.Length).Where(s => variables[s].SolutionValue() > 0.5).ToArray()
                : [];
        return new OptimumAnswer(chosen.Sum(s => (double)values[s]), solver.Objective().BestBound() * 1e6, chosen, clock.Elapsed);
    }

    private static double[] Totals(NettingInstance instance)
    {
        var totals = Enumerable.Repeat(1.0, instance.Instruments).ToArray();
        foreach (var movement in instance.Settlements.SelectMany(s => s.Movements).Where(m => m.Delta < 0))
        {
            totals[instance.Positions[movement.Position].Instrument] += (double)-movement.Delta;
        }

        return totals;
    }
}
