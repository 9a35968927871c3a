namespace Comity.Bench.Iso20022;

/// <summary>Rates by processor time, so that what else the machine does counts less.</summary>
internal static class Rate
{
    /// <summary>How often a second the work is done, of so many times.</summary>
    public static double Of(int count, Action<int> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            work(i);
        }

        return count / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>The median of the rounds behind the first, which is the warm-up.</summary>
    public static double Median(IReadOnlyList<double> rounds) =>
        rounds.Skip(1).Order().ElementAt((rounds.Count - 1) / 2);
}
