namespace Comity.Ledger.State;

/// <summary>A table whose changes can be taken back.</summary>
internal interface IJournaled
{
    /// <summary>Puts one value back as it was.</summary>
    /// <param name="index">Which row, where the table has rows.</param>
    /// <param name="first">The table's own: an old number.</param>
    /// <param name="second">The table's own: an old number.</param>
    /// <param name="old">The table's own: an old key or record.</param>
    void Undo(int index, UInt128 first, UInt128 second, object? old);
}

/// <summary>
/// What has changed since the transaction began, newest last, so that a refused transaction leaves no trace. Nested: a mark
/// is a place to return to.
/// </summary>
internal sealed class Journal
{
    private Entry[] _entries = new Entry[256];

    /// <summary>A place to return to.</summary>
    public int Mark { get; private set; }

    /// <summary>Notes how a value was before it changes.</summary>
    public void Note(IJournaled table, int index, UInt128 first, UInt128 second, object? old)
    {
        if (Mark == _entries.Length)
        {
            Array.Resize(ref _entries, _entries.Length * 2);
        }

        ref var entry = ref _entries[Mark++];
        entry.Table = table;
        entry.Index = index;
        entry.First = first;
        entry.Second = second;
        entry.Old = old;
    }

    /// <summary>Takes back everything since a mark.</summary>
    public void RollBackTo(int mark)
    {
        while (Mark > mark)
        {
            ref var entry = ref _entries[--Mark];
            entry.Table.Undo(entry.Index, entry.First, entry.Second, entry.Old);
            entry.Old = null;
        }
    }

    /// <summary>Keeps everything: the transaction has applied.</summary>
    public void Keep()
    {
        for (var index = 0; index < Mark; index++)
        {
            _entries[index].Old = null;
        }

        Mark = 0;
    }

    private struct Entry
    {
        public IJournaled Table;
        public int Index;
        public UInt128 First;
        public UInt128 Second;
        public object? Old;
    }
}
