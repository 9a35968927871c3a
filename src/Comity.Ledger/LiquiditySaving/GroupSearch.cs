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
    private bool[] _annealed = [];

    /// <summary>
    /// The starts, each with a share of the work. The first suits ordinary cover; the others suit cover so short that every
    /// unit has to be used many times, where prices that begin low lead to a collapse at the end.
    /// </summary>
    private static readonly AnnealingSchedule[] Starts =
    [
        new(64, PricesFall: true, Octaves: 8),
        new(128, PricesFall: false, Octaves: 4),
        new(256, PricesFall: false, Octaves: 4),
    ];

    /// <summary>Sweeps a round should have: more work makes more rounds rather than longer ones, within bounds.</summary>
    private const int SweepsPerRound = 300;
    private const int FewestRounds = 4;
    private const int MostRounds = 60;

    /// <summary>Percent of a round's work kept for ejection chains.</summary>
    private const int PolishPercent = 25;

    /// <summary>The best choice found by <see cref="Run"/>, by item.</summary>
    public ReadOnlySpan<bool> Best => _best;

    /// <summary>Searches the group from a feasible choice, with a share of the budget.</summary>
    public void Run(NettingGroup group, WorkBudget budget, long share, ReadOnlySpan<bool> executedInOrder)
    {
        Buffers.Clear(ref _best, group.Items);
        if (group.Items <= Enumeration.MostItems && Enumeration.Work(group) <= share)
        {
            _enumeration.Run(group, budget, _best);
            return;
        }

        for (var i = 0; i < group.Items; i++)
        {
            _best[i] = executedInOrder[group.Settlement[i]];
        }

        if (budget.TrySpend(2 * Annealing.SweepWork(group)) && AllFit(group))
        {
            return;
        }

        var end = budget.Used + share;
        var rank = -1;
        for (var left = CountClasses(group); left > 0; left--)
        {
            rank = NextClass(group, rank);
            _stage.Begin(group, rank);
            SearchClass(group, budget, budget.Used + ((end - budget.Used) / left));
        }
    }

    private void SearchClass(NettingGroup group, WorkBudget budget, long end)
    {
        var sequence = new FixedSequence(1);
        var winner = Starts[0];
        var sweepsInAll = Sweeps(group, end - budget.Used);
        var rounds = (int)Bounded(sweepsInAll / SweepsPerRound, FewestRounds, MostRounds);
        for (var round = 0; round < rounds; round++)
        {
            var share = (end - budget.Used) / (rounds - round);
            var sweeps = Sweeps(group, share);
            if (HasWholeClass(group))
            {
                return;
            }

            if (sweeps < 1 || !budget.TrySpend((sweeps + 3) * Annealing.SweepWork(group)))
            {
                break;
            }

            var (schedule, reheat) = Plan(round, winner);
            var temperature = Temperature(group) >> reheat;
            _state.Assume(group, _best);
            _annealing.Run(group, _stage, _state, ref sequence, temperature, schedule, (int)sweeps);
            Buffers.Grow(ref _annealed, group.Items);
            _state.Chosen[..group.Items].CopyTo(_annealed);
            _state.Assume(group, _annealed);
            if (EjectionChains.TryRepair(group, _stage, _state, budget))
            {
                _ = EjectionChains.TryFill(group, _state, budget);
                Polish(group, budget, budget.Used + (share * PolishPercent / 100));
                winner = KeepBest(group) ? schedule : winner;
            }
        }

        budget.MarkEnded();
    }

    /// <summary>
    /// A round's schedule, and how many halvings cooler it begins than a start from nothing. After the starts, the schedule that
    /// last found something better takes turns with all of them.
    /// </summary>
    private static (AnnealingSchedule Schedule, int Reheat) Plan(int round, AnnealingSchedule winner) =>
        round < Starts.Length ? (Starts[round], 0)
        : round % 2 == 1 ? (winner, 2)
        : (Starts[round / 2 % Starts.Length], 1);

    private static long Sweeps(NettingGroup group, long work) =>
        work * (100 - PolishPercent) / 100 / Annealing.SweepWork(group);

    /// <summary>Gridlock in its pure form: everything can execute together, though perhaps nothing can alone.</summary>
    private bool AllFit(NettingGroup group)
    {
        _state.Reset(group);
        for (var i = 0; i < group.Items; i++)
        {
            _state.Flip(group, i);
        }

        for (var p = 0; p < group.Positions; p++)
        {
            if (_state.Balance[p] < 0)
            {
                return false;
            }
        }

        _state.Chosen[..group.Items].CopyTo(_best);
        return true;
    }

    private bool KeepBest(NettingGroup group)
    {
        if (!(_stage.ScoreOf(group, _state.Chosen) > _stage.ScoreOf(group, _best)))
        {
            return false;
        }

        _state.Chosen[..group.Items].CopyTo(_best);
        return true;
    }

    /// <summary>Whether every settlement of the class is in the best choice: it cannot be better.</summary>
    private bool HasWholeClass(NettingGroup group)
    {
        for (var i = 0; i < group.Items; i++)
        {
            if (!_best[i] && _stage.IsOwn(group, i))
            {
                return false;
            }
        }

        return true;
    }

    private void Polish(NettingGroup group, WorkBudget budget, long end)
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

    private static long Bounded(long value, long least, long most) =>
        value < least ? least
        : value > most ? most
        : value;

    private static int CountClasses(NettingGroup group)
    {
        var classes = 1;
        for (var i = 1; i < group.Items; i++)
        {
            classes += group.Class[i] != group.Class[i - 1] ? 1 : 0;
        }

        return classes;
    }

    private static int NextClass(NettingGroup group, int after)
    {
        foreach (var rank in group.Class)
        {
            if (rank > after)
            {
                return rank;
            }
        }

        return after;
    }
}
