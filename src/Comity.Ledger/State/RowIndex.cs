using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Comity.Ledger.State;

/// <summary>Says whether a row is the one that is looked for.</summary>
internal interface IRowMatch
{
    /// <summary>Whether it is.</summary>
    bool IsAt(int row);
}

/// <summary>
/// Finds rows by a hash of their key. Open addressing with linear probing: a slot holds 32 bits of hash and the row's number, so
/// that a key that is not there costs one cache line, and one that is there the row's own besides. A general dictionary
/// costs two or three; these look-ups are most of what applying a settlement waits for.
/// </summary>
/// <remarks>
/// The slots are in segments of a bounded size, found by the hash's first bits in a directory, and a full segment is split in two
/// (R. Fagin et al.: Extendible Hashing, 1979). However many rows there are, adding one costs at most one split: no block
/// waits for a whole index to be built anew.
/// </remarks>
internal sealed class RowIndex
{
    private const int FirstSlots = 16;
    private const int MostSlots = 4_096;

    // Hashes that agree in so many bits are not worth splitting for: their segment grows instead.
    private const int MostDepth = 16;

    // By the first bits of the hash. Hash in a slot's upper half, row number plus one in the lower: 0 is an empty slot.
    private ulong[][] _directory = [new ulong[FirstSlots]];
    private Segment[] _segments = [new Segment()];
    private int _depth;

    /// <summary>Asks the processor to fetch what looking up a hash will read.</summary>
    public void Prefetch(int hash)
    {
        var slots = _directory[At(hash)];
        StateTree.CacheHint.Fetch(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), hash & (slots.Length - 1))
        );
    }

    /// <summary>The first row that may be the one with a hash, or -1: worth fetching ahead, not worth trusting.</summary>
    public int Guess(int hash)
    {
        var slots = _directory[At(hash)];
        return unchecked((int)(uint)slots[hash & (slots.Length - 1)]) - 1;
    }

    /// <summary>Finds a row, or -1.</summary>
    public int Find<TMatch>(int hash, TMatch match)
        where TMatch : struct, IRowMatch
    {
        var slots = _directory[At(hash)];
        var mask = slots.Length - 1;
        for (var place = hash & mask; ; place = (place + 1) & mask)
        {
            var slot = slots[place];
            if (slot == 0)
            {
                return -1;
            }

            if (HashOf(slot) == hash && match.IsAt(unchecked((int)(uint)slot) - 1))
            {
                return unchecked((int)(uint)slot) - 1;
            }
        }
    }

    /// <summary>Adds a row that is not there.</summary>
    public void Add(int hash, int row)
    {
        var at = At(hash);
        while (_segments[at].Count >= _directory[at].Length / 2)
        {
            MakeRoom(at);
            at = At(hash);
        }

        Place(_directory[at], ToSlot(hash, row));
        _segments[at].Count++;
    }

    /// <summary>Removes a row that is there.</summary>
    public void Remove(int hash, int row)
    {
        var at = At(hash);
        var slots = _directory[at];
        var mask = slots.Length - 1;
        var wanted = ToSlot(hash, row);
        var place = hash & mask;
        while (slots[place] != wanted)
        {
            if (slots[place] == 0)
            {
                throw new InvalidOperationException($"Row {row} is not in the index.");
            }

            place = (place + 1) & mask;
        }

        _segments[at].Count--;
        CloseGap(slots, place);
    }

    private static int HashOf(ulong slot) => unchecked((int)(slot >> 32));

    private static ulong ToSlot(int hash, int row) => unchecked(((ulong)(uint)hash << 32) | (uint)(row + 1));

    private static void Place(ulong[] slots, ulong slot)
    {
        var mask = slots.Length - 1;
        var place = HashOf(slot) & mask;
        while (slots[place] != 0)
        {
            place = (place + 1) & mask;
        }

        slots[place] = slot;
    }

    // What follows a removed slot moves up where it would otherwise no longer be found.
    private static void CloseGap(ulong[] slots, int gap)
    {
        var mask = slots.Length - 1;
        var place = (gap + 1) & mask;
        while (slots[place] != 0)
        {
            var home = HashOf(slots[place]) & mask;
            if (((place - home) & mask) >= ((place - gap) & mask))
            {
                slots[gap] = slots[place];
                gap = place;
            }

            place = (place + 1) & mask;
        }

        slots[gap] = 0;
    }

    private int At(int hash) => unchecked((int)(((ulong)(uint)hash << _depth) >> 32));

    private void MakeRoom(int at)
    {
        if (_directory[at].Length < MostSlots || _segments[at].Depth == MostDepth)
        {
            Grow(at);
            return;
        }

        if (_segments[at].Depth == _depth)
        {
            DoubleDirectory();
            at *= 2;
        }

        Split(at);
    }

    private void Grow(int at)
    {
        var slots = new ulong[_directory[at].Length * 2];
        foreach (var slot in _directory[at])
        {
            if (slot != 0)
            {
                Place(slots, slot);
            }
        }

        EntriesOf(_segments[at], at, _directory).Fill(slots);
    }

    private void Split(int at)
    {
        var (slots, old) = (_directory[at], _segments[at]);
        var directory = EntriesOf(old, at, _directory);
        var segments = EntriesOf(old, at, _segments);
        var half = directory.Length / 2;
        for (var side = 0; side < 2; side++)
        {
            directory.Slice(side * half, half).Fill(new ulong[slots.Length]);
            segments.Slice(side * half, half).Fill(new Segment { Depth = old.Depth + 1 });
        }

        foreach (var slot in slots)
        {
            if (slot != 0)
            {
                var to = At(HashOf(slot));
                Place(_directory[to], slot);
                _segments[to].Count++;
            }
        }
    }

    private void DoubleDirectory()
    {
        var directory = new ulong[_directory.Length * 2][];
        var segments = new Segment[directory.Length];
        for (var at = 0; at < directory.Length; at++)
        {
            (directory[at], segments[at]) = (_directory[at / 2], _segments[at / 2]);
        }

        (_directory, _segments) = (directory, segments);
        _depth++;
    }

    // A segment of a lesser depth than the directory's has several entries, side by side.
    private Span<TEntry> EntriesOf<TEntry>(Segment segment, int at, TEntry[] entries)
    {
        var count = 1 << (_depth - segment.Depth);
        return entries.AsSpan(at & ~(count - 1), count);
    }

    private sealed class Segment
    {
        /// <summary>How many rows are in it.</summary>
        public int Count { get; set; }

        /// <summary>In how many of their first bits their hashes agree.</summary>
        public int Depth { get; init; }
    }
}
