using System.Numerics;
using Comity.Ledger.LiquiditySaving;

namespace Comity.Ledger.Tests.LiquiditySaving;

/// <summary>A queue in plain lists, with checks that share nothing with the saver.</summary>
internal sealed class NaiveQueue
{
    public List<int> Weights { get; } = [];
    public List<(UInt128 Cover, int Instrument)> Positions { get; } = [];
    public List<(byte Priority, Movement[] Movements)> Settlements { get; } = [];

    /// <summary>One instrument, accounts with the covers given.</summary>
    public static NaiveQueue InOneCurrency(params UInt128[] covers)
    {
        var queue = new NaiveQueue();
        queue.Weights.Add(1);
        queue.Positions.AddRange(covers.Select(cover => (cover, 0)));
        return queue;
    }

    public NaiveQueue Pay(int debtor, int creditor, Int128 amount, byte priority = 0)
    {
        Settlements.Add((priority, [new Movement(debtor, -amount), new Movement(creditor, amount)]));
        return this;
    }

    public int[] Find(LiquiditySaver saver, long budget, out long work, out bool ended)
    {
        Load(saver);
        var result = saver.Find(budget);
        (work, ended) = (result.WorkUsed, result.BudgetEnded);
        return result.Chosen.ToArray();
    }

    public int[] Find(long budget = 2_000_000) => Find(new LiquiditySaver(), budget, out _, out _);

    public void Load(LiquiditySaver saver)
    {
        saver.Begin();
        Weights.ForEach(weight => saver.AddInstrument(weight));
        Positions.ForEach(position => saver.AddPosition(position.Cover, position.Instrument));
        Settlements.ForEach(settlement => saver.AddSettlement(settlement.Priority, settlement.Movements));
    }

    public bool IsFeasible(IEnumerable<int> chosen)
    {
        var balances = Positions.Select(position => (BigInteger)position.Cover).ToArray();
        foreach (var movement in chosen.SelectMany(s => Settlements[s].Movements))
        {
            balances[movement.Position] += movement.Delta;
        }

        return balances.All(balance => balance >= 0);
    }

    /// <summary>Executes in order, again from the top while anything executes.</summary>
    public int[] ExecuteInOrder()
    {
        var done = new SortedSet<int>();
        for (var before = -1; before != done.Count; )
        {
            before = done.Count;
            for (var s = 0; s < Settlements.Count; s++)
            {
                if (!done.Contains(s) && IsFeasible(done.Append(s)))
                {
                    done.Add(s);
                }
            }
        }

        return [.. done];
    }

    /// <summary>The best of all subsets, by trying each.</summary>
    public int[] BruteForce()
    {
        int[] best = [];
        for (var code = 1; code < 1 << Settlements.Count; code++)
        {
            var chosen = Enumerable.Range(0, Settlements.Count).Where(s => (code >> s & 1) == 1).ToArray();
            if (IsFeasible(chosen) && Compare(chosen, best) > 0)
            {
                best = chosen;
            }
        }

        return best;
    }

    /// <summary>Class by class: value in the documented measure, then number and age.</summary>
    public int Compare(int[] left, int[] right)
    {
        foreach (var priority in Settlements.Select(s => s.Priority).Distinct())
        {
            var byClass = (Own(left, priority, Value).CompareTo(Own(right, priority, Value)));
            byClass = byClass != 0 ? byClass : Own(left, priority, Age).CompareTo(Own(right, priority, Age));
            if (byClass != 0)
            {
                return byClass;
            }
        }

        return 0;
    }

    private BigInteger Own(int[] chosen, byte priority, Func<int, BigInteger> worth) =>
        chosen.Where(s => Settlements[s].Priority == priority).Aggregate(BigInteger.Zero, (sum, s) => sum + worth(s));

    private BigInteger Age(int settlement) => Settlements.Count - settlement;

    private BigInteger Value(int settlement)
    {
        var value = BigInteger.Zero;
        foreach (var movement in Settlements[settlement].Movements.Where(m => m.Delta < 0))
        {
            var instrument = Positions[movement.Position].Instrument;
            var total = Settlements
                .SelectMany(s => s.Movements)
                .Where(m => m.Delta < 0 && Positions[m.Position].Instrument == instrument)
                .Aggregate(BigInteger.Zero, (sum, m) => sum - (BigInteger)m.Delta);
            value += Weights[instrument] * (-(BigInteger)movement.Delta * (1L << 36) / total);
        }

        return BigInteger.Max(1, value);
    }
}
