namespace Comity.Netting.Optimum;

/// <summary>
/// Draws queues of settlements from a seed, so that a figure can be repeated. Not part of the ledger: uses floating point.
/// </summary>
public static class InstanceGenerator
{
    /// <summary>Minor units of the currency that are worth about one unit of the first one: five real orders of magnitude.</summary>
    private static readonly double[] Rates = [1.0, 1.08, 4.6, 0.5, 0.52, 20.0, 150.0, 3.2];

    /// <summary>Draws an instance.</summary>
    /// <param name="shape">What the queue looks like.</param>
    /// <param name="settlements">Number of settlements.</param>
    /// <param name="instruments">Number of currencies, up to 8.</param>
    /// <param name="banks">Number of banks; every bank has a position in every currency.</param>
    /// <param name="coverPercent">Cover as a share of what each position has to pay, 0 to 100, on average.</param>
    /// <param name="seed">Same arguments and seed, same instance.</param>
    /// <param name="classes">Number of priority classes.</param>
    public static NettingInstance Draw(
        InstanceShape shape,
        int settlements,
        int instruments,
        int banks,
        int coverPercent,
        int seed,
        int classes = 1
    )
    {
        var draw = new Draw(new Random(seed), instruments, banks);
        var queue = new List<Dictionary<int, Int128>>();
        while (queue.Count < settlements)
        {
            draw.Append(queue, shape);
        }

        queue.RemoveRange(settlements, queue.Count - settlements);
        draw.Shuffle(queue);
        var gross = new UInt128[instruments * banks];
        foreach (var (position, delta) in queue.SelectMany(movements => movements))
        {
            gross[position] += delta < 0 ? (UInt128)(-delta) : 0;
        }

        var positions = gross
            .Select((total, p) => new InstancePosition(p / banks, draw.Cover(total, coverPercent)))
            .ToArray();
        var ordered = queue
            .Select(movements => new InstanceSettlement(
                (byte)draw.Random.Next(classes),
                [.. movements.OrderBy(m => m.Key).Select(m => new InstanceMovement(m.Key, m.Value))]
            ))
            .OrderBy(s => s.Priority)
            .ToArray();
        var name = $"{shape} n={settlements} banks={banks} cover={coverPercent}% seed={seed}";
        return new NettingInstance(name, instruments, positions, ordered);
    }

    /// <summary>The currency's minor units for an amount in the common measure.</summary>
    internal static Int128 InCurrency(double amount, int instrument) =>
        (Int128)Math.Max(1, Math.Round(amount * 100 * Rates[instrument]));
}
