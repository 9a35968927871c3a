using System.Runtime.InteropServices;
using Comity.Protocol.Cryptography;

namespace Comity.Ledger.StateTree;

/// <summary>The changes of one block: collected in any order, then read in ascending order of keys, the last write of each.</summary>
internal sealed class PendingChanges
{
    private const int RadixBits = 8;
    private const int RadixSize = 1 << RadixBits;
    private const int PrefixBits = 32;

    private StateChange[] _collected = [];
    private StateChange[] _sorted = [];
    private Position[] _positions = [];
    private Position[] _spare = [];
    private ByKeyThenOrder? _comparer;

    /// <summary>How many writes have been collected.</summary>
    public int Count { get; private set; }

    /// <summary>Collects a write. A later one for the same key replaces it.</summary>
    public void Add(in Hash256 key, in Hash256 valueHash, bool isRemoval)
    {
        if (Count == _collected.Length)
        {
            Array.Resize(ref _collected, int.Max(256, _collected.Length * 2));
        }

        ref var change = ref _collected[Count];
        change.Leaf.Key = key;
        change.Leaf.ValueHash = valueHash;
        change.IsRemoval = isRemoval;
        Count++;
    }

    /// <summary>Forgets all writes and keeps the room they took.</summary>
    public void Clear() => Count = 0;

    /// <summary>The last write of each key, in ascending order of keys; valid until the next write.</summary>
    public ReadOnlySpan<StateChange> Sort()
    {
        if (_sorted.Length != _collected.Length)
        {
            _sorted = new StateChange[_collected.Length];
            _positions = new Position[_collected.Length];
            _spare = new Position[_collected.Length];
            _comparer = new ByKeyThenOrder(_collected);
        }

        for (var i = 0; i < Count; i++)
        {
            _positions[i] = new Position((uint)(_collected[i].Leaf.Key.Prefix >> (64 - PrefixBits)), i);
        }

        SortByPrefix();
        return _sorted.AsSpan(0, CopyLastOfEachKey());
    }

    // Stable, from the least significant digit. The positions end up in _positions after an even number of passes.
    private void SortByPrefix()
    {
        Span<int> starts = stackalloc int[RadixSize];
        for (var shift = 0; shift < PrefixBits; shift += RadixBits)
        {
            starts.Clear();
            var from = _positions.AsSpan(0, Count);
            var to = _spare.AsSpan(0, Count);
            foreach (ref readonly var position in from)
            {
                starts[(int)((position.Prefix >> shift) & (RadixSize - 1))]++;
            }

            var next = 0;
            foreach (ref var start in starts)
            {
                var size = start;
                start = next;
                next += size;
            }

            foreach (ref readonly var position in from)
            {
                ref var start = ref starts[(int)((position.Prefix >> shift) & (RadixSize - 1))];
                to[start] = position;
                start++;
            }

            (_positions, _spare) = (_spare, _positions);
        }
    }

    private int CopyLastOfEachKey()
    {
        var count = 0;
        for (var start = 0; start < Count; )
        {
            var end = start + 1;
            while (end < Count && _positions[end].Prefix == _positions[start].Prefix)
            {
                end++;
            }

            SortRun(_positions.AsSpan(start, end - start));
            for (; start < end; start++)
            {
                ref readonly var change = ref _collected[_positions[start].Order];
                if (count > 0 && _sorted[count - 1].Leaf.Key == change.Leaf.Key)
                {
                    count--;
                }

                _sorted[count] = change;
                count++;
            }
        }

        return count;
    }

    // Keys that share their first 32 bits are rare, except for one key written many times, which is in order already.
    private void SortRun(Span<Position> run)
    {
        for (var i = 1; i < run.Length; i++)
        {
            if (_collected[run[i - 1].Order].Leaf.Key.CompareTo(_collected[run[i].Order].Leaf.Key) > 0)
            {
                run.Sort(_comparer!);
                return;
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Position(uint Prefix, int Order);

    private sealed class ByKeyThenOrder(StateChange[] changes) : IComparer<Position>
    {
        public int Compare(Position x, Position y)
        {
            var byKey = changes[x.Order].Leaf.Key.CompareTo(changes[y.Order].Leaf.Key);
            return byKey != 0 ? byKey : x.Order.CompareTo(y.Order);
        }
    }
}
