using Comity.Bench.Report;

namespace Comity.Bench.EndToEnd;

/// <summary>
/// What a payment costs as history grows: at marks up to the last, payments that are signed one by one are sent as fast as they
/// are answered; between marks history is made of files of 100 payments under one signature.
/// </summary>
internal static class GrowthRun
{
    private const int PaymentsPerFile = 100;
    private const int FilesAtOnce = 2_000;

    /// <summary>Grows to so many settlements, and tells the cost at each mark against the first.</summary>
    /// <param name="run">A founded, warm node.</param>
    /// <param name="settlements">How many in the end.</param>
    /// <param name="probe">Payments of one measurement.</param>
    public static async Task<Figure> MeasureAsync(EndToEndRun run, int settlements, int probe)
    {
        var marks = new List<(int Settlements, double PerSecond)>();
        var paid = 0;
        foreach (var share in (double[])[0, 0.1, 0.2, 0.5, 1])
        {
            while (paid < share * settlements)
            {
                var files = run.World.SignedPayments(FilesAtOnce, PaymentsPerFile);
                await run.SaturateAsync(files, PaymentsPerFile);
                paid += FilesAtOnce * PaymentsPerFile;
            }

            // The better of two: the machine's other work is not history's cost.
            var first = await run.SaturateAsync(run.World.SignedPayments(probe, 1), 1);
            var second = await run.SaturateAsync(run.World.SignedPayments(probe, 1), 1);
            paid += 2 * probe;
            marks.Add((paid, Math.Max(first, second)));
        }

        var shown = string.Join(", ", marks.Select(static mark => $"{mark.PerSecond:N0}/s at {mark.Settlements:N0}"));
        return Bars.Growth(
            100 * ((marks[0].PerSecond / marks[^1].PerSecond) - 1),
            $"{shown}; node at {run.Node.ResidentBytes >> 20:N0} MiB in the end"
        );
    }
}
