namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// One group of settlements to search, copied into dense arrays over binding positions only. Items are the group's
/// settlements in order of preference.
/// </summary>
internal sealed class NettingGroup
{
    private int[] _settlement = [];
    private int[] _class = [];
    private long[] _value = [];
    private Int128[] _score = [];
    private int[] _start = [0];
    private int[] _position = [];
    private long[] _measure = [];
    private Int128[] _delta = [];
    private int[] _rowStart = [];
    private int[] _rowFill = [];
    private int[] _rowItem = [];
    private int[] _rowMovement = [];
    private Int128[] _cover = [];
    private long[] _coverMeasure = [];
    private int[] _localOf = [];
    private int[] _globalOf = [];

    public int Items { get; private set; }
    public int Positions { get; private set; }
    public int Movements => _start[Items];

    public ReadOnlySpan<int> Settlement => _settlement.AsSpan(0, Items);
    public ReadOnlySpan<int> Class => _class.AsSpan(0, Items);

    /// <summary>Value in the common measure.</summary>
    public ReadOnlySpan<long> Value => _value.AsSpan(0, Items);

    /// <summary>Value, then number and age: value times 2^64, plus more the older the settlement.</summary>
    public ReadOnlySpan<Int128> Score => _score.AsSpan(0, Items);
    public ReadOnlySpan<int> Start => _start.AsSpan(0, Items + 1);
    public ReadOnlySpan<int> Position => _position.AsSpan(0, Movements);
    public ReadOnlySpan<long> Measure => _measure.AsSpan(0, Movements);
    public ReadOnlySpan<Int128> Delta => _delta.AsSpan(0, Movements);
    public ReadOnlySpan<int> RowStart => _rowStart.AsSpan(0, Positions + 1);
    public ReadOnlySpan<int> RowItem => _rowItem.AsSpan(0, Movements);

    /// <summary>For each row entry, the index of its movement.</summary>
    public ReadOnlySpan<int> RowMovement => _rowMovement.AsSpan(0, Movements);
    public ReadOnlySpan<Int128> Cover => _cover.AsSpan(0, Positions);
    public ReadOnlySpan<long> CoverMeasure => _coverMeasure.AsSpan(0, Positions);

    /// <summary>Makes room for positions; once for each queue.</summary>
    public void Reset(int positions) => Buffers.Clear(ref _localOf, positions);

    public void Load(SettlementGraph graph, Screening screening, Valuation valuation, ReadOnlySpan<int> members)
    {
        Items = members.Length;
        Positions = 0;
        Buffers.Grow(ref _settlement, Items);
        Buffers.Grow(ref _class, Items);
        Buffers.Grow(ref _value, Items);
        Buffers.Grow(ref _score, Items);
        Buffers.Grow(ref _start, Items + 1);
        var end = 0;
        for (var i = 0; i < Items; i++)
        {
            var s = members[i];
            _settlement[i] = s;
            _class[i] = graph.Class[s];
            _value[i] = valuation.Settlement[s];
            _score[i] = ((Int128)valuation.Settlement[s] << 64) + (graph.Settlements - s);
            _start[i] = end;
            for (var m = graph.Start[s]; m < graph.Start[s + 1]; m++)
            {
                if (screening.Binding[graph.Position[m]])
                {
                    Append(
                        end++,
                        Local(graph, screening, valuation, graph.Position[m]),
                        valuation.Movement[m],
                        graph.Delta[m]
                    );
                }
            }
        }

        _start[Items] = end;
        BuildRows();
        for (var p = 0; p < Positions; p++)
        {
            _localOf[_globalOf[p]] = 0;
        }
    }

    private void Append(int at, int position, long measure, Int128 delta)
    {
        Buffers.Grow(ref _position, at + 1);
        Buffers.Grow(ref _measure, at + 1);
        Buffers.Grow(ref _delta, at + 1);
        _position[at] = position;
        _measure[at] = measure;
        _delta[at] = delta;
    }

    private int Local(SettlementGraph graph, Screening screening, Valuation valuation, int position)
    {
        if (_localOf[position] == 0)
        {
            Buffers.Grow(ref _cover, Positions + 1);
            Buffers.Grow(ref _coverMeasure, Positions + 1);
            Buffers.Grow(ref _globalOf, Positions + 1);
            _cover[Positions] = screening.Cover[position];
            _coverMeasure[Positions] = valuation.Measure(graph, position, screening.Cover[position]);
            _globalOf[Positions] = position;
            _localOf[position] = ++Positions;
        }

        return _localOf[position] - 1;
    }

    private void BuildRows()
    {
        Buffers.Clear(ref _rowStart, Positions + 1);
        Buffers.Grow(ref _rowFill, Positions + 1);
        Buffers.Grow(ref _rowItem, Movements);
        Buffers.Grow(ref _rowMovement, Movements);
        foreach (var position in Position)
        {
            _rowStart[position + 1]++;
        }

        for (var p = 0; p < Positions; p++)
        {
            _rowStart[p + 1] += _rowStart[p];
            _rowFill[p] = _rowStart[p];
        }

        for (var i = 0; i < Items; i++)
        {
            for (var m = _start[i]; m < _start[i + 1]; m++)
            {
                var at = _rowFill[_position[m]]++;
                _rowItem[at] = i;
                _rowMovement[at] = m;
            }
        }
    }
}
