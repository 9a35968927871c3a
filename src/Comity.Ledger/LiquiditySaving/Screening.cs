namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// Decides what needs no search. A settlement that could not be covered even if everything else that pays into its
/// positions were settled is out. A position that could not run dry even if everything out of it were settled
/// binds nobody, and a settlement that pays only out of such positions takes nothing from anyone, so it is in.
/// Each decision may allow the next, until nothing changes.
/// </summary>
internal sealed class Screening
{
    private Int128[] _incoming = [];
    private Int128[] _outgoing = [];
    private Int128[] _cover = [];
    private bool[] _out = [];
    private bool[] _in = [];
    private bool[] _binding = [];
    private int[] _queue = [];
    private bool[] _queued = [];
    private int _head;
    private int _tail;
    private int _positions;

    /// <summary>Settlements that no feasible set holds, or that are too large to reckon with.</summary>
    public ReadOnlySpan<bool> Out => _out;

    /// <summary>Settlements that every best set holds.</summary>
    public ReadOnlySpan<bool> In => _in;

    /// <summary>Positions that can run dry.</summary>
    public ReadOnlySpan<bool> Binding => _binding;

    /// <summary>Spendable amounts, cut to what the admitted settlements could spend in all.</summary>
    public ReadOnlySpan<Int128> Cover => _cover;

    /// <summary>Screens the whole queue. False if the budget ended it: then nothing is decided.</summary>
    public bool Run(SettlementGraph graph, WorkBudget budget)
    {
        _positions = graph.Positions;
        Buffers.Clear(ref _incoming, _positions);
        Buffers.Clear(ref _outgoing, _positions);
        Buffers.Clear(ref _cover, _positions);
        Buffers.Clear(ref _binding, _positions);
        Buffers.Clear(ref _queued, _positions);
        Buffers.Grow(ref _queue, _positions + 1);
        Buffers.Clear(ref _out, graph.Settlements);
        Buffers.Clear(ref _in, graph.Settlements);
        _head = 0;
        _tail = 0;
        if (!budget.TrySpend((2L * graph.Settlements) + (2L * graph.Movements) + graph.Positions))
        {
            return false;
        }

        Admit(graph);
        for (var p = 0; p < _positions; p++)
        {
            var cover = graph.Cover[p];
            _cover[p] = cover < (UInt128)_outgoing[p] ? (Int128)cover : _outgoing[p];
            _binding[p] = true;
            Enqueue(p);
        }

        for (var s = 0; s < graph.Settlements; s++)
        {
            if (!_out[s] && PaysNothing(graph, s) && !IncludeIfFree(graph, s, budget))
            {
                return false;
            }
        }

        return Propagate(graph, budget);
    }

    /// <summary>
    /// Admits settlements while the totals stay within <see cref="SettlementGraph.Limit"/>: first all that cannot break it
    /// however many they are, so that a few absurd amounts never displace ordinary ones, then the others in order.
    /// </summary>
    private void Admit(SettlementGraph graph)
    {
        var ordinary = SettlementGraph.Limit / (graph.Settlements + 1);
        for (var pass = 0; pass < 2; pass++)
        {
            for (var s = 0; s < graph.Settlements; s++)
            {
                if (IsOrdinary(graph, s, ordinary) == (pass == 0))
                {
                    _out[s] = !TryAdmit(graph, s);
                }
            }
        }
    }

    private static bool IsOrdinary(SettlementGraph graph, int settlement, Int128 ordinary)
    {
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            if (graph.Delta[m] > ordinary || graph.Delta[m] < -ordinary)
            {
                return false;
            }
        }

        return true;
    }

    private static bool PaysNothing(SettlementGraph graph, int settlement)
    {
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            if (graph.Delta[m] < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryAdmit(SettlementGraph graph, int settlement)
    {
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            var (position, delta) = (graph.Position[m], graph.Delta[m]);
            if (
                delta > 0
                    ? delta > SettlementGraph.Limit - _incoming[position]
                    : delta < _outgoing[position] - SettlementGraph.Limit
            )
            {
                return false;
            }
        }

        Count(graph, settlement, 1);
        return true;
    }

    private void Count(SettlementGraph graph, int settlement, int sign)
    {
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            var (position, delta) = (graph.Position[m], graph.Delta[m]);
            if (delta > 0)
            {
                _incoming[position] += sign * delta;
            }
            else
            {
                _outgoing[position] -= sign * delta;
            }
        }
    }

    private bool Propagate(SettlementGraph graph, WorkBudget budget)
    {
        while (_head != _tail)
        {
            var position = _queue[_head];
            _head = _head == _positions ? 0 : _head + 1;
            _queued[position] = false;
            if (!budget.TrySpend(1 + graph.RowStart[position + 1] - graph.RowStart[position]))
            {
                return false;
            }

            var most = _cover[position] + _incoming[position];
            _binding[position] = _outgoing[position] > _cover[position];
            for (var r = graph.RowStart[position]; r < graph.RowStart[position + 1]; r++)
            {
                var (settlement, delta) = (graph.RowSettlement[r], graph.RowDelta[r]);
                if (delta > 0 || _out[settlement] || _in[settlement])
                {
                    continue;
                }

                if (-delta > most && !Exclude(graph, settlement, budget))
                {
                    return false;
                }

                if (!_binding[position] && !_out[settlement] && !IncludeIfFree(graph, settlement, budget))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool Exclude(SettlementGraph graph, int settlement, WorkBudget budget)
    {
        if (!budget.TrySpend(graph.Start[settlement + 1] - graph.Start[settlement]))
        {
            return false;
        }

        _out[settlement] = true;
        Count(graph, settlement, -1);
        EnqueueAll(graph, settlement);
        return true;
    }

    /// <summary>An included settlement leaves the totals and moves the covers instead.</summary>
    private bool IncludeIfFree(SettlementGraph graph, int settlement, WorkBudget budget)
    {
        if (!budget.TrySpend(2L * (graph.Start[settlement + 1] - graph.Start[settlement])))
        {
            return false;
        }

        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            if (graph.Delta[m] < 0 && _outgoing[graph.Position[m]] > _cover[graph.Position[m]])
            {
                return true;
            }
        }

        _in[settlement] = true;
        Count(graph, settlement, -1);
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            _cover[graph.Position[m]] += graph.Delta[m];
        }

        EnqueueAll(graph, settlement);
        return true;
    }

    private void EnqueueAll(SettlementGraph graph, int settlement)
    {
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            Enqueue(graph.Position[m]);
        }
    }

    private void Enqueue(int position)
    {
        if (!_queued[position])
        {
            _queued[position] = true;
            _queue[_tail] = position;
            _tail = _tail == _positions ? 0 : _tail + 1;
        }
    }
}
