namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// The liquidity-saving mechanism: finds settlements of a queue that can execute together though few or none could alone.
/// </summary>
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
    public int AddInstrument(int weight = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(weight, MaxWeightSum - _graph.WeightSum);
        return _graph.AddInstrument(weight);
    }

    /// <summary>Adds a position and returns its number, from 0.</summary>
    public int AddPosition(UInt128 cover, int instrument)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(instrument);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(instrument, _graph.Instruments);
        return _graph.AddPosition(cover, instrument);
    }

    /// <summary>Adds a settlement, after all that are preferred to it, and returns its number, from 0.</summary>
    public int AddSettlement(byte priority, ReadOnlySpan<Movement> movements)
    {
        return _graph.AddSettlement(priority, movements);
    }

    /// <summary>Finds the settlements to execute.</summary>
    public SaverResult Find(long workBudget)
    {
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

        var count = 0;
        Buffers.Grow(ref _result, _graph.Settlements);
        for (var s = 0; s < _graph.Settlements; s++)
        {
            if (_chosen[s])
            {
                _result[count++] = s;
            }
        }

        return new SaverResult(_result.AsSpan(0, count), _budget.Used, _budget.Ended);
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
