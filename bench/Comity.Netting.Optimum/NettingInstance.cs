namespace Comity.Netting.Optimum;

/// <summary>A queue of settlements over positions: the input of a netting problem.</summary>
/// <param name="Name">Names the shape, the size, the cover and the seed.</param>
/// <param name="Instruments">Number of instruments.</param>
/// <param name="Positions">Every position with its cover.</param>
/// <param name="Settlements">In order of preference: highest priority first, then oldest.</param>
public sealed record NettingInstance(
    string Name,
    int Instruments,
    IReadOnlyList<InstancePosition> Positions,
    IReadOnlyList<InstanceSettlement> Settlements
)
{
    /// <summary>
    /// Whether the chosen settlements can execute together: no position ends below zero. Computed with big integers and
    /// independently of the mechanism under test.
    /// </summary>
    public bool IsFeasible(IEnumerable<int> chosen)
    {
        var balances = Positions.Select(p => (System.Numerics.BigInteger)p.Cover).ToArray();
        var seen = new HashSet<int>();
        foreach (var settlement in chosen)
        {
            if (!seen.Add(settlement))
            {
                return false;
            }

            foreach (var movement in Settlements[settlement].Movements)
            {
                balances[movement.Position] += movement.Delta;
            }
        }

        return balances.All(b => b >= 0);
    }

    /// <summary>
    /// The value of each settlement with every instrument's queued outgoing total counted as the same whole,
    /// 2^36 units. The definition the liquidity saver documents, computed here on its own.
    /// </summary>
    public long[] Values()
    {
        var totals = new System.Numerics.BigInteger[Instruments];
        foreach (var movement in Settlements.SelectMany(s => s.Movements).Where(m => m.Delta < 0))
        {
            totals[Positions[movement.Position].Instrument] -= movement.Delta;
        }

        return Settlements
            .Select(s =>
                s.Movements.Where(m => m.Delta < 0)
                    .Sum(m =>
                        (long)(
                            -(System.Numerics.BigInteger)m.Delta * (1L << 36) / totals[Positions[m.Position].Instrument]
                        )
                    )
            )
            .ToArray();
    }

    /// <summary>The sum of <see cref="Values"/> over the chosen settlements.</summary>
    public long ValueOf(IEnumerable<int> chosen)
    {
        var values = Values();
        return chosen.Sum(s => values[s]);
    }
}
