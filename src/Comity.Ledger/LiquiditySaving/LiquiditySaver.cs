namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// The liquidity-saving mechanism: finds settlements of a queue that can execute together though few or none could alone.
/// </summary>
/// <remarks>
/// <para>
/// A set of settlements can execute if for each position its cover, plus what the set pays into it, less what the set pays
/// out of it, is not negative. The saver looks for the best such set across all instruments at once.
/// </para>
/// <para>
/// Best is decided class by class: no settlement of a higher priority class is given up for any number of lower ones, though lower
/// ones are taken along where a higher one needs what they pay in. Within a class the set that pays out more wins, in the
/// measure below; between sets that pay out the same, more and older settlements win. Whatever is chosen is, in this order, no
/// worse than executing the queue in order, one by one, again and again while anything executes.
/// </para>
/// <para>
/// Value across instruments needs no outside rate: all that the queue would pay out in an instrument counts as the
/// instrument's weight, 1 unless the caller says otherwise, and an amount as its share of that.
/// </para>
/// <para>
/// The answer depends on nothing but what was added, in its order, and on the budget. The saver owns its buffers, allocates
/// nothing once it has seen its largest queue, and is not for use by several threads at once.
/// </para>
/// <para>
/// Sources: Bech and Soramäki, "Gridlock resolution in interbank payment systems", Bank of Finland Discussion Papers 9/2001;
/// Güntzer, Jungnickel and Leclerc, "Efficient algorithms for the clearing of interbank payments", European Journal of
/// Operational Research 106, 1998. Decision record 0005 has the method and figures.
/// </para>
/// </remarks>
public sealed class LiquiditySaver
{
    /// <summary>Largest sum of instrument weights.</summary>
    public const int MaxWeightSum = 1 << 20;

    private readonly SettlementGraph _graph = new();
    private readonly Screening _screening = new();
    private readonly Valuation _valuation = new();
    private readonly Components _components = new();
    private readonly NettingGroup _group = new();
    private readonly GroupSearch _search = new();
    private readonly InOrder _inOrder = new();
    private readonly WorkBudget _budget = new();
    private bool[] _chosen = [];
    private int[] _result = [];

    /// <summary>Forgets the last queue and starts a new one.</summary>
    public void Begin() => _graph.Clear();

    /// <summary>Adds an instrument and returns its number, from 0.</summary>
    /// <param name="weight">
    /// What all the queue's payments in this instrument together are worth, relative to other instruments: 1 or more.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is below 1, or the weights' sum is above <see cref="MaxWeightSum"/>.</exception>
    public int AddInstrument(int weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, MaxWeightSum - _graph.WeightSum);
        return _graph.AddInstrument(weight);
    }

    /// <summary>Adds a position, that is an account in an instrument, and returns its number, from 0.</summary>
    /// <param name="cover">What the account can spend now, in minor units.</param>
    /// <param name="instrument">The instrument's number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such instrument.</exception>
    public int AddPosition(UInt128 cover, int instrument)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(instrument);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(instrument, _graph.Instruments);
        return _graph.AddPosition(cover, instrument);
    }

    /// <summary>
    /// Adds a settlement and returns its number, from 0. Settlements come in order of preference: the highest class first, and
    /// within it the oldest first.
    /// </summary>
    /// <param name="priority">
    /// The priority class. Only whether it differs from the settlement's before matters: then a lower class begins.
    /// </param>
    /// <param name="movements">
    /// The net effect on each position the settlement touches, each position once. A settlement with a movement of 2^126 minor
    /// units or more is never chosen; nor is one with which the payments into or out of a position would sum to more,
    /// of which those that come first are reckoned with.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A movement is of a position that was not added.</exception>
    /// <exception cref="ArgumentException">A position is moved twice.</exception>
    public int AddSettlement(byte priority, ReadOnlySpan<Movement> movements)
    {
        foreach (var movement in movements)
        {
            if ((uint)movement.Position >= (uint)_graph.Positions)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(movements),
                    "A movement is of a position that was not added."
                );
            }
        }

        return _graph.AddSettlement(priority, movements);
    }

    /// <summary>Finds the settlements to execute. May be called again, with the same or another budget.</summary>
    /// <param name="workBudget">
    /// Most elementary steps to take, 0 or more. Some 5 to 10 nanoseconds each; for a thousand settlements a few hundred thousand
    /// find a good set, and eight million one near the best.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The budget is negative.</exception>
    public SaverResult Find(long workBudget)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workBudget);
        _budget.Reset(workBudget);
        Buffers.Clear(ref _chosen, _graph.Settlements);
        if (_budget.TrySpend(2L * (_graph.Movements + _graph.Positions)))
        {
            _graph.BuildRows();
            if (_screening.Run(_graph, _budget))
            {
                _inOrder.Run(_graph, _screening, _budget);
                Search();
            }
        }

        return new SaverResult(ListChosen(), _budget.Used, _budget.Ended);
    }

    private ReadOnlySpan<int> ListChosen()
    {
        var count = 0;
        Buffers.Grow(ref _result, _graph.Settlements);
        for (var s = 0; s < _graph.Settlements; s++)
        {
            if (_chosen[s])
            {
                _result[count++] = s;
            }
        }

        return _result.AsSpan(0, count);
    }

    private void Search()
    {
        if (!_budget.TrySpend(8L * (_graph.Movements + _graph.Settlements + _graph.Positions)))
        {
            _inOrder.Chosen[.._graph.Settlements].CopyTo(_chosen);
            return;
        }

        _valuation.Run(_graph);
        _components.Run(_graph, _screening);
        _group.Reset(_graph.Positions);
        _screening.In[.._graph.Settlements].CopyTo(_chosen);
        var left = 0L;
        for (var g = 0; g < _components.Count; g++)
        {
            left += _components[g].Length;
        }

        for (var g = 0; g < _components.Count; g++)
        {
            var size = _components[g].Length;
            _group.Load(_graph, _screening, _valuation, _components[g]);
            _search.Run(_group, _budget, (long)((Int128)_budget.Left * size / left), _inOrder.Chosen);
            left -= size;
            for (var i = 0; i < _group.Items; i++)
            {
                _chosen[_group.Settlement[i]] = _search.Best[i];
            }
        }

        if (InOrderIsBetter())
        {
            _inOrder.Chosen[.._graph.Settlements].CopyTo(_chosen);
        }
    }

    /// <summary>Compares class by class, the highest first: value, then number and age.</summary>
    private bool InOrderIsBetter()
    {
        var difference = Int128.Zero;
        for (var s = 0; s < _graph.Settlements; s++)
        {
            if (s > 0 && _graph.Class[s] != _graph.Class[s - 1] && difference != 0)
            {
                break;
            }

            var score = ((Int128)_valuation.Settlement[s] << 64) + (_graph.Settlements - s);
            difference += (_inOrder.Chosen[s] ? score : 0) - (_chosen[s] ? score : 0);
        }

        return difference > 0;
    }
}
