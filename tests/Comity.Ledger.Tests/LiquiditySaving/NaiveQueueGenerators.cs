using Comity.Ledger.LiquiditySaving;
using CsCheck;

namespace Comity.Ledger.Tests.LiquiditySaving;

/// <summary>Random queues for property tests.</summary>
internal static class NaiveQueueGenerators
{
    /// <summary>
    /// Up to 3 instruments and 5 accounts, settlements of one to three legs, small amounts so that coincidences are common.
    /// </summary>
    public static Gen<NaiveQueue> Queue(int fewest, int most) =>
        from instruments in Gen.Int[1, 3]
        from weights in Gen.Int[1, 3].Array[instruments]
        from accounts in Gen.Int[2, 5]
        from covers in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 12])).Array[instruments * accounts]
        from settlements in Settlement(instruments, accounts).Array[fewest, most]
        select Build(weights, accounts, covers, settlements);

    private static Gen<(byte Priority, (int From, int To, int Instrument, int Amount)[] Legs)> Settlement(
        int instruments,
        int accounts
    ) =>
        from priority in Gen.Byte[0, 2]
        from legs in Gen.Select(
            Gen.Int[0, accounts - 1],
            Gen.Int[0, accounts - 1],
            Gen.Int[0, instruments - 1],
            Gen.Int[1, 9]
        ).Array[1, 3]
        select (priority, legs);

    private static NaiveQueue Build(
        int[] weights,
        int accounts,
        int[] covers,
        (byte Priority, (int From, int To, int Instrument, int Amount)[] Legs)[] settlements
    )
    {
        var queue = new NaiveQueue();
        queue.Weights.AddRange(weights);
        queue.Positions.AddRange(covers.Select((cover, p) => ((UInt128)cover, p / accounts)));
        foreach (var (priority, legs) in settlements.OrderBy(s => s.Priority))
        {
            var net = new SortedDictionary<int, Int128>();
            foreach (var (from, to, instrument, amount) in legs)
            {
                net[(instrument * accounts) + from] = net.GetValueOrDefault((instrument * accounts) + from) - amount;
                net[(instrument * accounts) + to] = net.GetValueOrDefault((instrument * accounts) + to) + amount;
            }

            queue.Settlements.Add((priority, [.. net.Select(m => new Movement(m.Key, m.Value))]));
        }

        return queue;
    }
}
