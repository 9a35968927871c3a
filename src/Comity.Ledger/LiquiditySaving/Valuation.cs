namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// The common measure of value across instruments, which needs no outside rate. All that the queue would pay out in an
/// instrument counts as weight times 2^36, so an amount counts as that share of it, rounded down. With equal weights
/// (the default) moving a tenth of the queue's CNY is worth as much as moving a tenth of its AED. Where the weights sum to
/// more than 2^13 the scale is smaller than 2^36 by as much as they are larger, at least 2^28.
/// </summary>
internal sealed class Valuation
{
    /// <summary>Largest binary logarithm of the whole queue's value: leaves room for a search's prices in 63 bits.</summary>
    private const int MostBits = 49;
    private const int MostScaleBits = 36;

    private int _scaleBits;

    private UInt128[] _total = [];
    private long[] _movement = [];
    private long[] _settlement = [];

    /// <summary>Each movement's magnitude in the common measure, with its sign.</summary>
    public ReadOnlySpan<long> Movement => _movement;

    /// <summary>What each settlement pays out, in the common measure; at least 1, so that every settlement is worth having.</summary>
    public ReadOnlySpan<long> Settlement => _settlement;

    /// <summary>Values the queue. Settlements that screening excludes count for the totals all the same.</summary>
    public void Run(SettlementGraph graph)
    {
        var weightBits = 64 - long.LeadingZeroCount(graph.WeightSum);
        _scaleBits = weightBits > MostBits - MostScaleBits ? (int)(MostBits - weightBits) : MostScaleBits;
        Buffers.Clear(ref _total, graph.Instruments);
        Buffers.Grow(ref _movement, graph.Movements);
        Buffers.Clear(ref _settlement, graph.Settlements);
        for (var m = 0; m < graph.Movements; m++)
        {
            if (graph.Delta[m] < 0)
            {
                ref var total = ref _total[graph.InstrumentOf[graph.Position[m]]];
                var amount = Magnitude(graph.Delta[m]);
                total = amount > UInt128.MaxValue - total ? UInt128.MaxValue : total + amount;
            }
        }

        for (var s = 0; s < graph.Settlements; s++)
        {
            for (var m = graph.Start[s]; m < graph.Start[s + 1]; m++)
            {
                var instrument = graph.InstrumentOf[graph.Position[m]];
                var delta = graph.Delta[m];
                var share = graph.InstrumentWeight[instrument] * Share(Magnitude(delta), _total[instrument]);
                _movement[m] = delta < 0 ? -share : share;
                _settlement[s] += delta < 0 ? share : 0;
            }

            _settlement[s] += _settlement[s] == 0 ? 1 : 0;
        }
    }

    /// <summary>An amount in the position's instrument as a share of the queue's outgoing total.</summary>
    public long Measure(SettlementGraph graph, int position, Int128 amount)
    {
        var instrument = graph.InstrumentOf[position];
        var share = graph.InstrumentWeight[instrument] * Share(Magnitude(amount), _total[instrument]);
        return amount < 0 ? -share : share;
    }

    private static UInt128 Magnitude(Int128 delta) => unchecked((UInt128)(delta < 0 ? -delta : delta));

    /// <summary>floor(amount * 2^36 / total), at most 2^36. Both are cut to their leading bits where the product would not fit.</summary>
    private long Share(UInt128 amount, UInt128 total)
    {
        if (amount >= total)
        {
            return total == 0 ? 0 : 1L << _scaleBits;
        }

        var excess = 128 - (int)UInt128.LeadingZeroCount(total) - (128 - _scaleBits);
        if (excess > 0)
        {
            amount >>= excess;
            total >>= excess;
        }

        return total <= ulong.MaxValue >> _scaleBits
            ? (long)(((ulong)amount << _scaleBits) / (ulong)total)
            : (long)((amount << _scaleBits) / total);
    }
}
