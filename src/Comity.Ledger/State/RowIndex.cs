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
/// Finds rows by a hash of their key. Open addressing with linear probing over one array: a slot holds 32 bits of hash and the
/// row's number, so that a key that is not there costs one cache line, and one that is there the row's own besides. A
/// general dictionary costs two or three; these look-ups are most of what applying a settlement waits for.
/// </summary>
internal sealed class RowIndex
{
    // Hash in the upper half, row number plus one in the lower: 0 is an empty slot.
    private ulong[] _slots = new ulong[16];
    private int _count;

    /// <summary>Asks the processor to fetch what looking up a hash will read.</summary>
    public void Prefetch(int hash) =>
        StateTree.CacheHint.Fetch(
            ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_slots), hash & (_slots.Length - 1))
        );

    /// <summary>The first row that may be the one with a hash, or -1: worth fetching ahead, not worth trusting.</summary>
    public int Guess(int hash)
    {
        var slot = _slots[hash & (_slots.Length - 1)];
        return unchecked((int)(uint)slot) - 1;
    }

    /// <summary>Finds a row, or -1.</summary>
    public int Find<TMatch>(int hash, TMatch match)
        where TMatch : struct, IRowMatch
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var place = hash & mask; ; place = (place + 1) & mask)
        {
            var slot = slots[place];
            if (slot == 0)
            {
                return -1;
            }

            if (unchecked((int)(slot >> 32)) == hash && match.IsAt(unchecked((int)(uint)slot) - 1))
            {
                return unchecked((int)(uint)slot) - 1;
            }
        }
    }

    /// <summary>Adds a row that is not there.</summary>
    public void Add(int hash, int row)
    {
        if (_count >= _slots.Length / 2)
        {
            Grow(_slots.Length * 2);
        }

        Place(_slots, ToSlot(hash, row));
        _count++;
    }

    /// <summary>Removes a row that is there.</summary>
    public void Remove(int hash, int row)
    {
        var mask = _slots.Length - 1;
        var wanted = ToSlot(hash, row);
        var place = hash & mask;
        while (_slots[place] != wanted)
        {
            if (_slots[place] == 0)
            {
                throw new InvalidOperationException($"Row {row} is not in the index.");
            }

            place = (place + 1) & mask;
        }

        _count--;
        CloseGap(place, mask);
    }

    /// <summary>Makes room for so many rows.</summary>
    public void EnsureCapacity(int rows)
    {
        var length = _slots.Length;
        while (length / 2 <= rows)
        {
            length *= 2;
        }

        if (length > _slots.Length)
        {
            Grow(length);
        }
    }

    private static ulong ToSlot(int hash, int row) => unchecked(((ulong)(uint)hash << 32) | (uint)(row + 1));

    private static void Place(ulong[] slots, ulong slot)
    {
        var mask = slots.Length - 1;
        var place = unchecked((int)(slot >> 32)) & mask;
        while (slots[place] != 0)
        {
            place = (place + 1) & mask;
        }

        slots[place] = slot;
    }

    // What follows a removed slot moves up where it would otherwise no longer be found.
    private void CloseGap(int gap, int mask)
    {
        var place = (gap + 1) & mask;
        while (_slots[place] != 0)
        {
            var home = unchecked((int)(_slots[place] >> 32)) & mask;
            if (((place - home) & mask) >= ((place - gap) & mask))
            {
                _slots[gap] = _slots[place];
                gap = place;
            }

            place = (place + 1) & mask;
        }

        _slots[gap] = 0;
    }

    private void Grow(int length)
    {
        var slots = new ulong[length];
        foreach (var slot in _slots)
        {
            if (slot != 0)
            {
                Place(slots, slot);
            }
        }

        _slots = slots;
    }
}
