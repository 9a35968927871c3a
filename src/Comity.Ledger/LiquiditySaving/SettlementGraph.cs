namespace Comity.Ledger.LiquiditySaving;

/// <summary>
/// The queue as a sparse matrix: settlements by the positions they move, and positions by the settlements that move them.
/// </summary>
internal sealed class SettlementGraph
{
    /// <summary>Magnitude allowed to a position's incoming and to its outgoing total, so that no balance can overflow.</summary>
    public static readonly Int128 Limit = Int128.MaxValue >> 1;

    private int[] _instrumentWeight = [];
    private int[] _instrumentOf = [];
    private UInt128[] _cover = [];
    private int[] _class = [];
    private byte _lastPriority;
    private int[] _start = [0];
    private int[] _position = [];
    private Int128[] _delta = [];
    private int[] _rowStart = [];
    private int[] _rowSettlement = [];
    private Int128[] _rowDelta = [];
    private int[] _rowFill = [];

    public int Instruments { get; private set; }
    public int Positions { get; private set; }
    public int Settlements { get; private set; }
    public int Movements => _start[Settlements];

    /// <summary>Sum of the instruments' weights.</summary>
    public long WeightSum { get; private set; }

    public ReadOnlySpan<int> InstrumentWeight => _instrumentWeight.AsSpan(0, Instruments);
    public ReadOnlySpan<int> InstrumentOf => _instrumentOf.AsSpan(0, Positions);
    public ReadOnlySpan<UInt128> Cover => _cover.AsSpan(0, Positions);

    /// <summary>Each settlement's priority class, from 0, the highest: a priority unlike the last one opens the next class.</summary>
    public ReadOnlySpan<int> Class => _class.AsSpan(0, Settlements);

    /// <summary>Where each settlement's movements start in <see cref="Position"/> and <see cref="Delta"/>.</summary>
    public ReadOnlySpan<int> Start => _start.AsSpan(0, Settlements + 1);
    public ReadOnlySpan<int> Position => _position.AsSpan(0, Movements);
    public ReadOnlySpan<Int128> Delta => _delta.AsSpan(0, Movements);

    /// <summary>Where each position's row starts in <see cref="RowSettlement"/> and <see cref="RowDelta"/>.</summary>
    public ReadOnlySpan<int> RowStart => _rowStart.AsSpan(0, Positions + 1);
    public ReadOnlySpan<int> RowSettlement => _rowSettlement.AsSpan(0, Movements);
    public ReadOnlySpan<Int128> RowDelta => _rowDelta.AsSpan(0, Movements);

    public void Clear()
    {
        Instruments = 0;
        Positions = 0;
        Settlements = 0;
        WeightSum = 0;
        _start[0] = 0;
    }

    public int AddInstrument(int weight)
    {
        Buffers.Grow(ref _instrumentWeight, Instruments + 1);
        _instrumentWeight[Instruments] = weight;
        WeightSum += weight;
        return Instruments++;
    }

    public int AddPosition(UInt128 cover, int instrument)
    {
        Buffers.Grow(ref _cover, Positions + 1);
        Buffers.Grow(ref _instrumentOf, Positions + 1);
        _cover[Positions] = cover;
        _instrumentOf[Positions] = instrument;
        return Positions++;
    }

    /// <summary>Appends a settlement; movements of nothing are dropped.</summary>
    public int AddSettlement(byte priority, ReadOnlySpan<Movement> movements)
    {
        var first = Movements;
        var end = first;
        Buffers.Grow(ref _class, Settlements + 1);
        Buffers.Grow(ref _start, Settlements + 2);
        Buffers.Grow(ref _position, end + movements.Length);
        Buffers.Grow(ref _delta, end + movements.Length);
        foreach (var movement in movements)
        {
            if (Array.IndexOf(_position, movement.Position, first, end - first) >= 0)
            {
                throw new ArgumentException(
                    "A settlement moves each position once, by its net amount.",
                    nameof(movements)
                );
            }

            if (movement.Delta != 0)
            {
                _position[end] = movement.Position;
                _delta[end] = movement.Delta;
                end++;
            }
        }

        _class[Settlements] = Settlements == 0 ? 0 : _class[Settlements - 1] + (priority == _lastPriority ? 0 : 1);
        _lastPriority = priority;
        Settlements++;
        _start[Settlements] = end;
        return Settlements - 1;
    }

    /// <summary>Builds the rows from the settlements. Rows list settlements in order of preference.</summary>
    public void BuildRows()
    {
        Buffers.Clear(ref _rowStart, Positions + 1);
        Buffers.Clear(ref _rowFill, Positions + 1);
        Buffers.Grow(ref _rowSettlement, Movements);
        Buffers.Grow(ref _rowDelta, Movements);
        foreach (var position in Position)
        {
            _rowStart[position + 1]++;
        }

        for (var p = 0; p < Positions; p++)
        {
            _rowStart[p + 1] += _rowStart[p];
            _rowFill[p] = _rowStart[p];
        }

        for (var s = 0; s < Settlements; s++)
        {
            for (var m = _start[s]; m < _start[s + 1]; m++)
            {
                var at = _rowFill[_position[m]]++;
                _rowSettlement[at] = s;
                _rowDelta[at] = _delta[m];
            }
        }
    }
}
