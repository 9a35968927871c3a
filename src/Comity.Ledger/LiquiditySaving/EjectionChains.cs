namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// Repairs overdrafts, and improves a choice by ejection chains (Glover, "Ejection chains, reference structures and alternating
/// path methods for traveling salesman problems", 1996): one settlement is forced in or out, each overdraft that follows is
/// met by the settlement whose addition or removal costs least, and what the freed liquidity then allows is added.
/// A chain that does not improve the choice is undone.
/// </summary>
internal sealed class EjectionChains
{
    private const int MostFlips = 24;
    private const long OverdraftPrice = 2;

    private readonly int[] _flipped = new int[MostFlips];
    private int _flips;
    private int[] _touchedIn = [];
    private int _chain;

    /// <summary>Prepares for a group: no item has been touched by any chain.</summary>
    public void Reset(NettingGroup group)
    {
        Buffers.Clear(ref _touchedIn, group.Items);
        _chain = 0;
    }

    /// <summary>
    /// Removes settlements until no position is overdrawn. False if that cannot be done without removing what must stay, or
    /// the budget ended it; the state is then not feasible.
    /// </summary>
    public static bool TryRepair(NettingGroup group, Stage stage, GroupState state, WorkBudget budget)
    {
        var position = 0;
        while (position < group.Positions)
        {
            if (state.Balance[position] >= 0)
            {
                position++;
                continue;
            }

            if (!budget.TrySpend(1 + group.RowStart[position + 1] - group.RowStart[position]))
            {
                return false;
            }

            var item = BestRemoval(group, stage, state, position);
            if (item < 0)
            {
                return false;
            }

            state.Flip(group, item);
            position = 0;
        }

        return true;
    }

    /// <summary>Adds whatever fits, in order of preference, until nothing more does. False if the budget ended it.</summary>
    public static bool TryFill(NettingGroup group, GroupState state, WorkBudget budget)
    {
        var added = true;
        while (added)
        {
            added = false;
            if (!budget.TrySpend(group.Items + group.Movements))
            {
                return false;
            }

            for (var i = 0; i < group.Items; i++)
            {
                if (!state.Chosen[i] && state.Fits(group, i))
                {
                    state.Flip(group, i);
                    added = true;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Tries one chain that begins by flipping <paramref name="item"/>. Keeps it if the choice is then feasible and worth more.
    /// </summary>
    public bool TryImprove(NettingGroup group, Stage stage, GroupState state, int item, WorkBudget budget)
    {
        _flips = 0;
        _chain++;
        var gain = default(StageScore);
        Flip(group, stage, state, item, ref gain);
        while (_flips < MostFlips && FirstOverdrawn(group, state) is var position && position >= 0)
        {
            if (!budget.TrySpend(2 + (2L * (group.RowStart[position + 1] - group.RowStart[position]))))
            {
                break;
            }

            var next = BestFlip(group, stage, state, position);
            if (next < 0)
            {
                break;
            }

            Flip(group, stage, state, next, ref gain);
        }

        if (FirstOverdrawn(group, state) < 0)
        {
            Refill(group, stage, state, budget, ref gain);
            if (gain > default(StageScore))
            {
                return true;
            }
        }

        while (_flips > 0)
        {
            state.Flip(group, _flipped[--_flips]);
        }

        return false;
    }

    private static int BestRemoval(NettingGroup group, Stage stage, GroupState state, int position)
    {
        var best = -1;
        var bestGain = long.MinValue;
        for (var r = group.RowStart[position]; r < group.RowStart[position + 1]; r++)
        {
            var item = group.RowItem[r];
            if (state.Chosen[item] && stage.Free[item] && group.Delta[group.RowMovement[r]] < 0)
            {
                var gain = Gain(group, stage, state, item);
                if (gain > bestGain)
                {
                    (best, bestGain) = (item, gain);
                }
            }
        }

        return best;
    }

    private int BestFlip(NettingGroup group, Stage stage, GroupState state, int position)
    {
        var best = -1;
        var bestGain = long.MinValue;
        for (var r = group.RowStart[position]; r < group.RowStart[position + 1]; r++)
        {
            var item = group.RowItem[r];
            if (
                state.Chosen[item] == group.Delta[group.RowMovement[r]] < 0
                && stage.Free[item]
                && _touchedIn[item] != _chain
            )
            {
                var gain = Gain(group, stage, state, item);
                if (gain > bestGain)
                {
                    (best, bestGain) = (item, gain);
                }
            }
        }

        return best;
    }

    /// <summary>What flipping the item gains in value, and in overdrafts made smaller.</summary>
    private static long Gain(NettingGroup group, Stage stage, GroupState state, int item)
    {
        var sign = state.Chosen[item] ? -1L : 1L;
        var overdraft = 0L;
        for (var m = group.Start[item]; m < group.Start[item + 1]; m++)
        {
            var before = state.Measured[group.Position[m]];
            var after = before + (sign * group.Measure[m]);
            overdraft += (after < 0 ? -after : 0) - (before < 0 ? -before : 0);
        }

        return (sign * stage.Weight[item]) - (overdraft * OverdraftPrice);
    }

    /// <summary>The position the chain overdrew last, or -1.</summary>
    private int FirstOverdrawn(NettingGroup group, GroupState state)
    {
        for (var f = _flips - 1; f >= 0; f--)
        {
            for (var m = group.Start[_flipped[f]]; m < group.Start[_flipped[f] + 1]; m++)
            {
                if (state.Balance[group.Position[m]] < 0)
                {
                    return group.Position[m];
                }
            }
        }

        return -1;
    }

    /// <summary>Adds what fits among the settlements that pay out of positions the chain paid into.</summary>
    private void Refill(NettingGroup group, Stage stage, GroupState state, WorkBudget budget, ref StageScore gain)
    {
        for (var f = 0; f < _flips; f++)
        {
            for (var m = group.Start[_flipped[f]]; m < group.Start[_flipped[f] + 1]; m++)
            {
                var position = group.Position[m];
                if (
                    state.Balance[position] == 0
                    || state.Chosen[_flipped[f]] == group.Delta[m] < 0
                    || !budget.TrySpend(group.RowStart[position + 1] - group.RowStart[position])
                )
                {
                    continue;
                }

                for (var r = group.RowStart[position]; r < group.RowStart[position + 1] && _flips < MostFlips; r++)
                {
                    var item = group.RowItem[r];
                    if (!state.Chosen[item] && state.Fits(group, item))
                    {
                        Flip(group, stage, state, item, ref gain);
                    }
                }
            }
        }
    }

    private void Flip(NettingGroup group, Stage stage, GroupState state, int item, ref StageScore gain)
    {
        var score = stage.ScoreOf(group, item);
        gain = state.Chosen[item] ? gain - score : gain + score;
        state.Flip(group, item);
        _touchedIn[item] = _chain;
        _flipped[_flips++] = item;
    }
}
