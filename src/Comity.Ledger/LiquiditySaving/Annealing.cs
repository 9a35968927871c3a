namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// Simulated annealing over choices that may overdraw, in the common measure (Kirkpatrick, Gelatt and Vecchi, "Optimization
/// by simulated annealing", Science 220, 1983). An overdraft costs a price for each unit, a price for each position, that rises
/// while the position is overdrawn, as the multipliers of a Lagrangian relaxation do. So chains and rings of payments, none
/// of which is possible alone, are put together one by one, and liquidity is dear where it is short.
/// </summary>
internal sealed class Annealing
{
    private const int PriceBits = 4;
    private const long LeastPrice = 1 << PriceBits;
    private const long MostPrice = 1 << 12;
    private const int RiseShift = 4;
    private const int FallShift = 6;

    private int[] _item = [];
    private long[] _price = [];

    /// <summary>Work of one sweep over the group.</summary>
    public static long SweepWork(NettingGroup group) => group.Items + group.Movements;

    /// <summary>
    /// Anneals the state in <paramref name="sweeps"/> sweeps from a temperature, down as the schedule says.
    /// Only the state's choice and measured balances are kept up; its exact balances are stale afterwards.
    /// </summary>
    public void Run(
        NettingGroup group,
        Stage stage,
        GroupState state,
        ref FixedSequence sequence,
        long temperature,
        in AnnealingSchedule schedule,
        int sweeps
    )
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

        Buffers.Grow(ref _price, group.Positions);
        _price.AsSpan(0, group.Positions).Fill(schedule.Price);

        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            Reprice(group, state, schedule.PricesFall);
            var progress = ((long)sweep << 16) / sweeps;
            Sweep(
                group,
                stage,
                state,
                ref sequence,
                _item.AsSpan(0, items),
                Cool(temperature, progress * schedule.Octaves),
                _price
            );
        }
    }

    /// <summary>Raises the price of what is overdrawn by a sixteenth; lowers that of what is not by a sixty-fourth.</summary>
    private void Reprice(NettingGroup group, GroupState state, bool fall)
    {
        for (var p = 0; p < group.Positions; p++)
        {
            var price = _price[p];
            if (state.Measured[p] < 0)
            {
                price += price >> RiseShift;
            }
            else if (fall)
            {
                price -= price >> FallShift;
            }

            _price[p] =
                price < LeastPrice ? LeastPrice
                : price > MostPrice ? MostPrice
                : price;
        }
    }

    /// <summary>temperature * 2^(-exponent / 2^16), linear between powers of two.</summary>
    private static long Cool(long temperature, long exponent) =>
        (temperature >> (int)(exponent >> 16)) * ((1 << 17) - (exponent & 0xFFFF)) >> 17;

    private static void Sweep(
        NettingGroup group,
        Stage stage,
        GroupState state,
        ref FixedSequence sequence,
        ReadOnlySpan<int> items,
        long temperature,
        ReadOnlySpan<long> price
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
                    overdraft += ((after < 0 ? -after : 0) - (before < 0 ? -before : 0)) * price[position[m]];
                }

                var gain = (sign * weight[item]) - (overdraft >> PriceBits);
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
