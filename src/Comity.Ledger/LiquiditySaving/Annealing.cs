namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// Simulated annealing over choices that may overdraw, in the common measure (Kirkpatrick, Gelatt and Vecchi, "Optimization
/// by simulated annealing", Science 220, 1983). An overdraft costs a price for each unit, which starts near the value of
/// what it pays for and rises as the temperature falls, so that chains and rings of payments, none of which is
/// possible alone, are put together one by one.
/// </summary>
internal sealed class Annealing
{
    private const int PriceBits = 4;

    private int[] _item = [];

    /// <summary>Work of one sweep over the group.</summary>
    public static long SweepWork(NettingGroup group) => group.Items + group.Movements;

    /// <summary>
    /// Anneals the state in <paramref name="sweeps"/> sweeps from a temperature, down by <paramref name="octaves"/> halvings.
    /// Only the state's choice and measured balances are kept up; its exact balances are stale afterwards.
    /// </summary>
    public void Run(NettingGroup group, Stage stage, GroupState state, ref FixedSequence sequence, long temperature, int octaves, int sweeps)
    {
        Buffers.Grow(ref _item, group.Items);
        var items = 0;
        for (var i = 0; i < group.Items; i++)
        {
            if (stage.Free[i])
            {
                _item[items++] = i;
            }
        }

        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            var progress = ((long)sweep << 16) / sweeps;
            Sweep(group, stage, state, ref sequence, _item.AsSpan(0, items), Cool(temperature, progress * octaves), Price(progress));
        }
    }

    /// <summary>temperature * 2^(-exponent / 2^16), linear between powers of two.</summary>
    private static long Cool(long temperature, long exponent) =>
        (temperature >> (int)(exponent >> 16)) * ((1 << 17) - (exponent & 0xFFFF)) >> 17;

    public static int PriceOctaves { get; set; } = 8;
    public static int StartPrice { get; set; } = 16;

    private static long Price(long progress)
    {
        var e = progress * PriceOctaves;
        return StartPrice * ((1L << 16) + (e & 0xFFFF)) >> 16 - (int)(e >> 16);
    }

    private static void Sweep(
        NettingGroup group,
        Stage stage,
        GroupState state,
        ref FixedSequence sequence,
        ReadOnlySpan<int> items,
        long temperature,
        long price
    )
    {
        var chosen = state.Chosen;
        var balance = state.Measured;
        var start = group.Start;
        var position = group.Position;
        var measure = group.Measure;
        var weight = stage.Weight;
        unchecked
        {
            foreach (var item in items)
            {
                var sign = chosen[item] ? -1L : 1L;
                var overdraft = 0L;
                for (var m = start[item]; m < start[item + 1]; m++)
                {
                    var before = balance[position[m]];
                    var after = before + (sign * measure[m]);
                    overdraft += (after < 0 ? -after : 0) - (before < 0 ? -before : 0);
                }

                var gain = (sign * weight[item]) - (overdraft * price >> PriceBits);
                if (gain < 0 && -gain > temperature * sequence.Exponential() >> 8)
                {
                    continue;
                }

                chosen[item] = !chosen[item];
                for (var m = start[item]; m < start[item + 1]; m++)
                {
                    balance[position[m]] += sign * measure[m];
                }
            }
        }
    }
}
