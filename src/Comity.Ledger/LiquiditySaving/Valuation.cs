namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// The common measure of value across instruments, which needs no outside rate. All that the queue would pay out in an
/// instrument counts as weight times 2^36, so an amount counts as that share of it, rounded down. With equal weights
/// (the default) moving a tenth of the queue's CNY is worth as much as moving a tenth of its AED. Instruments too big for
/// 2^60 of their minor units to matter lose nothing: the quotient is exact to one part in 2^36 of the total.
/// </summary>
internal sealed class Valuation
{
    private const int ScaleBits = 36;

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
        Buffers.Clear(ref _total, graph.Instruments);
        Buffers.Grow(ref _movement, graph.Movements);
        Buffers.Clear(ref _settlement, graph.Settlements);
        for (var m = 0; m < graph.Movements; m++)
        {
            if (graph.Delta[m] < 0)
            {
                ref var total = ref _total[graph.InstrumentOf[graph.Position[m]]];
                var amount = (UInt128)(-graph.Delta[m]);
                total = amount > UInt128.MaxValue - total ? UInt128.MaxValue : total + amount;
            }
        }

        for (var s = 0; s < graph.Settlements; s++)
        {
            for (var m = graph.Start[s]; m < graph.Start[s + 1]; m++)
            {
                var instrument = graph.InstrumentOf[graph.Position[m]];
                var delta = graph.Delta[m];
                var share = graph.InstrumentWeight[instrument] * Share((UInt128)(delta < 0 ? -delta : delta), _total[instrument]);
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
        var share = graph.InstrumentWeight[instrument] * Share((UInt128)(amount < 0 ? -amount : amount), _total[instrument]);
        return amount < 0 ? -share : share;
    }

    /// <summary>floor(amount * 2^36 / total), at most 2^36. Both are cut to their leading bits where the product would not fit.</summary>
    private static long Share(UInt128 amount, UInt128 total)
    {
        if (amount >= total)
        {
            return total == 0 ? 0 : 1L << ScaleBits;
        }

        var excess = 128 - (int)UInt128.LeadingZeroCount(total) - (128 - ScaleBits);
        if (excess > 0)
        {
            amount >>= excess;
            total >>= excess;
        }

        return total <= ulong.MaxValue >> ScaleBits
            ? (long)(((ulong)amount << ScaleBits) / (ulong)total)
            : (long)((amount << ScaleBits) / total);
    }
}
