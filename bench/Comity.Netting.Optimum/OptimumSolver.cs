using Google.OrTools.LinearSolver;

namespace Comity.Netting.Optimum;

/// <summary>
/// The exact optimum of a netting instance as a mixed-integer program, solved by SCIP through Google OR-Tools: one binary
/// variable per settlement, one row per position. The bound is SCIP's or that of the linear relaxation, whichever is lower:
/// SCIP alone may end without one.
/// </summary>
public static class OptimumSolver
{
    /// <summary>Solves, or stops at the time limit with the best set found and a proven bound.</summary>
    public static OptimumAnswer Solve(NettingInstance instance, TimeSpan limit)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var relaxed = Create("GLOP");
        _ = Model(instance, relaxed);
        var relaxedStatus = relaxed.Solve();
        var bound =
            relaxedStatus == Solver.ResultStatus.OPTIMAL ? relaxed.Objective().Value() : double.PositiveInfinity;

        using var exact = Create("SCIP");
        var variables = Model(instance, exact);
        exact.SetTimeLimit((long)limit.TotalMilliseconds);
        var status = exact.Solve();
        int[] chosen = status is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE
            ? [.. Enumerable.Range(0, variables.Length).Where(s => variables[s].SolutionValue() > 0.5)]
            : [];
        bound = Math.Min(bound, exact.Objective().BestBound());
        return new OptimumAnswer(instance.ValueOf(chosen), bound * ObjectiveScale, chosen, clock.Elapsed);
    }

    private const double ObjectiveScale = 1e6;

    private static Solver Create(string name) =>
        Solver.CreateSolver(name) ?? throw new InvalidOperationException($"OR-Tools was built without {name}.");

    private static Variable[] Model(NettingInstance instance, Solver solver)
    {
        // Rows are scaled to the instrument's total, so that tolerances mean the same in every currency.
        var scale = Totals(instance).Select(total => total / 1e6).ToArray();
        var rows = instance
            .Positions.Select(p =>
                solver.MakeConstraint(-(double)p.Cover / scale[p.Instrument], double.PositiveInfinity)
            )
            .ToArray();
        var values = instance.Values();
        var variables = new Variable[values.Length];
        for (var s = 0; s < variables.Length; s++)
        {
            variables[s] = solver.MakeBoolVar($"s{s}");
            solver.Objective().SetCoefficient(variables[s], values[s] / ObjectiveScale);
            foreach (var movement in instance.Settlements[s].Movements)
            {
                var instrument = instance.Positions[movement.Position].Instrument;
                rows[movement.Position].SetCoefficient(variables[s], (double)movement.Delta / scale[instrument]);
            }
        }

        solver.Objective().SetMaximization();
        return variables;
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
