namespace Comity.Ledger.StateTree;

/// <summary>
/// Hands out slot numbers from 0 upwards and reuses freed ones, last freed first. No allocation once the stack of
/// freed slots has reached its size.
/// </summary>
internal sealed class SlotAllocator
{
    private readonly Stack<int> _free = new();

    /// <summary>One more than the highest slot ever handed out: the room that the slots need.</summary>
    public int HighWater { get; private set; }

    /// <summary>How many slots are in use.</summary>
    public int InUse => HighWater - _free.Count;

    /// <summary>A slot that is not in use.</summary>
    public int Take()
    {
        if (_free.TryPop(out var slot))
        {
            return slot;
        }

        return HighWater++;
    }

    /// <summary>Gives a slot back.</summary>
    public void Free(int slot) => _free.Push(slot);
}
