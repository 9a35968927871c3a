namespace Comity.Ledger.LiquiditySaving;

/// <summary>Searches one group: class by class, several annealings each, the best polished by ejection chains.</summary>
internal sealed class GroupSearch
{
    private readonly GroupState _state = new();
    private readonly Stage _stage = new();
    private readonly Annealing _annealing = new();
    private readonly EjectionChains _chains = new();
    private readonly Enumeration _enumeration = new();
    private bool[] _best = [];
    private bool[] _bestPart = [];

    /// <summary>Rounds of annealing and polishing for each class.</summary>
    public static int Rounds { get; set; } = 4;
    public static int Octaves { get; set; } = 8;
    public static int PolishPercent { get; set; } = 25;

    /// <summary>The best choice found by <see cref="Run"/>, by item.</summary>
    public ReadOnlySpan<bool> Best => _best;

    public void Run(NettingGroup group, WorkBudget budget, long share)
    {
        Buffers.Clear(ref _best, group.Items);
        if (group.Items <= Enumeration.MostItems && Enumeration.Work(group) <= budget.Left)
        {
            _enumeration.Run(group, budget, _best);
            return;
        }

        var end = budget.Used + share;
        var classes = CountClasses(group);
        var priority = -1;
        for (var left = classes; left > 0; left--)
        {
            priority = NextClass(group, priority);
            _stage.Begin(group, (byte)priority);
            SearchClass(group, budget, budget.Used + ((end - budget.Used) / left));
        }
    }

    private void SearchClass(NettingGroup group, WorkBudget budget, long end)
    {
        var best = _stage.ScoreOf(group, _best);
        var sequence = new FixedSequence(1);
        for (var round = 0; round < Rounds; round++)
        {
            var share = (end - budget.Used) / (Rounds - round);
            var sweeps = share * (100 - PolishPercent) / 100 / Annealing.SweepWork(group);
            if (sweeps < 1 || !budget.TrySpend((sweeps + 3) * Annealing.SweepWork(group)))
            {
                budget.MarkEnded();
                return;
            }

            _state.Assume(group, _best);
            var temperature = Temperature(group) >> (round == 0 ? 0 : 2);
            _annealing.Run(group, _stage, _state, ref sequence, temperature, Octaves, (int)sweeps);
            Buffers.Grow(ref _bestPart, group.Items);
            _state.Chosen[..group.Items].CopyTo(_bestPart);
            _state.Assume(group, _bestPart);
            if (!EjectionChains.TryRepair(group, _stage, _state, budget) || !EjectionChains.TryFill(group, _state, budget))
            {
                continue;
            }

            Polish(group, budget, budget.Used + (share * PolishPercent / 100), ref sequence);
            var score = _stage.ScoreOf(group, _state.Chosen);
            if (score > best)
            {
                best = score;
                _state.Chosen[..group.Items].CopyTo(_best);
            }
        }

        budget.MarkEnded();
    }

    private void Polish(NettingGroup group, WorkBudget budget, long end, ref FixedSequence sequence)
    {
        _chains.Reset(group);
        var sinceImproved = 0;
        var item = 0;
        while (sinceImproved < group.Items && budget.Used < end && budget.TrySpend(1))
        {
            sinceImproved++;
            if (_stage.Free[item] && _chains.TryImprove(group, _stage, _state, item, budget))
            {
                sinceImproved = 0;
            }

            item = item + 1 == group.Items ? 0 : item + 1;
        }
    }

    /// <summary>The mean weight of the free items, weighted by itself: large when a few items are worth most of the value.</summary>
    private long Temperature(NettingGroup group)
    {
        var (sum, squares) = (Int128.One, Int128.Zero);
        for (var i = 0; i < group.Items; i++)
        {
            sum += _stage.Free[i] ? _stage.Weight[i] : 0;
            squares += _stage.Free[i] ? (Int128)_stage.Weight[i] * _stage.Weight[i] : 0;
        }

        var mean = squares / sum;
        return mean > 1L << 44 ? 1L << 44 : (long)mean;
    }

    private static int CountClasses(NettingGroup group)
    {
        var classes = 1;
        for (var i = 1; i < group.Items; i++)
        {
            classes += group.Priority[i] != group.Priority[i - 1] ? 1 : 0;
        }

        return classes;
    }

    private static int NextClass(NettingGroup group, int after)
    {
        foreach (var priority in group.Priority)
        {
            if (priority > after)
            {
                return priority;
            }
        }

        return after;
    }
}
