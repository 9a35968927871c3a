namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// Splits the undecided settlements into groups that share no binding position: each can be searched on its own,
/// and the best of the whole is the best of each.
/// </summary>
internal sealed class Components
{
    private int[] _parent = [];
    private int[] _start = [];
    private int[] _member = [];
    private int[] _indexOf = [];

    /// <summary>Number of groups.</summary>
    public int Count { get; private set; }

    /// <summary>The settlements of a group, in order of preference. Groups are in order of their first settlement.</summary>
    public ReadOnlySpan<int> this[int group] => _member.AsSpan(_start[group], _start[group + 1] - _start[group]);

    public void Run(SettlementGraph graph, Screening screening)
    {
        Buffers.Grow(ref _parent, graph.Positions);
        for (var p = 0; p < graph.Positions; p++)
        {
            _parent[p] = p;
        }

        for (var s = 0; s < graph.Settlements; s++)
        {
            if (!screening.Out[s] && !screening.In[s])
            {
                _ = Join(graph, screening, s);
            }
        }

        Gather(graph, screening);
    }

    private void Gather(SettlementGraph graph, Screening screening)
    {
        Count = 0;
        Buffers.Clear(ref _indexOf, graph.Positions);
        Buffers.Clear(ref _start, graph.Settlements + 2);
        Buffers.Grow(ref _member, graph.Settlements);
        for (var s = 0; s < graph.Settlements; s++)
        {
            if (screening.Out[s] || screening.In[s])
            {
                continue;
            }

            ref var index = ref _indexOf[Join(graph, screening, s)];
            if (index == 0)
            {
                index = ++Count;
            }

            _start[index + 1]++;
        }

        for (var g = 0; g < Count; g++)
        {
            _start[g + 2] += _start[g + 1];
        }

        for (var s = 0; s < graph.Settlements; s++)
        {
            if (!screening.Out[s] && !screening.In[s])
            {
                _member[_start[_indexOf[Join(graph, screening, s)]]++] = s;
            }
        }

        // Filling moved each group's start to its end, which is where the next one starts.
        _start[0] = 0;
    }

    /// <summary>Joins the binding positions of a settlement and returns their root. An undecided settlement has at least one.</summary>
    private int Join(SettlementGraph graph, Screening screening, int settlement)
    {
        var root = -1;
        for (var m = graph.Start[settlement]; m < graph.Start[settlement + 1]; m++)
        {
            if (!screening.Binding[graph.Position[m]])
            {
                continue;
            }

            var other = Root(graph.Position[m]);
            if (root < 0)
            {
                root = other;
            }
            else if (other != root)
            {
                _parent[other] = root;
            }
        }

        return root;
    }

    private int Root(int position)
    {
        while (_parent[position] != position)
        {
            _parent[position] = _parent[_parent[position]];
            position = _parent[position];
        }

        return position;
    }
}
