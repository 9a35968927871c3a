namespace Comity.Ledger.LiquiditySaving;

/// <summary>Tries every choice of a small group, each one flip from the last (Gray code), and keeps the best: exact.</summary>
internal sealed class Enumeration
{
    /// <summary>Largest group to enumerate.</summary>
    public const int MostItems = 14;

    private readonly GroupState _state = new();
    private readonly Int128[] _score = new Int128[MostItems];
    private readonly Int128[] _bestScore = new Int128[MostItems];
    private readonly int[] _class = new int[MostItems];

    /// <summary>Steps an enumeration takes, at most.</summary>
    public static long Work(NettingGroup group) => (2L << group.Items) + (2L * group.Movements << group.Items);

    public void Run(NettingGroup group, WorkBudget budget, Span<bool> best)
    {
        _state.Reset(group);
        Array.Clear(_score);
        Array.Clear(_bestScore);
        for (var i = 0; i < group.Items; i++)
        {
            _class[i] = i == 0 ? 0 : _class[i - 1] + (group.Class[i] == group.Class[i - 1] ? 0 : 1);
        }

        var overdrawn = 0;
        for (var code = 1; code < 1 << group.Items; code++)
        {
            var item = int.TrailingZeroCount(code);
            _ = budget.TrySpend(1 + group.Start[item + 1] - group.Start[item]);
            overdrawn -= Overdrawn(group, item);
            _state.Flip(group, item);
            overdrawn += Overdrawn(group, item);
            _score[_class[item]] += _state.Chosen[item] ? group.Score[item] : -group.Score[item];
            if (overdrawn == 0 && _score.AsSpan().SequenceCompareTo(_bestScore) > 0)
            {
                _score.CopyTo(_bestScore, 0);
                _state.Chosen[..group.Items].CopyTo(best);
            }
        }
    }

    private int Overdrawn(NettingGroup group, int item)
    {
        var overdrawn = 0;
        for (var m = group.Start[item]; m < group.Start[item + 1]; m++)
        {
            overdrawn += _state.Balance[group.Position[m]] < 0 ? 1 : 0;
        }

        return overdrawn;
    }
}
