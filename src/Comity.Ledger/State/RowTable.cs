namespace Comity.Ledger.State;

/// <summary>
/// Records that also have a dense number, in order of arrival, so that the hot path finds them without hashing. Rows are
/// never removed.
/// </summary>
/// <typeparam name="TKey">A record's identity.</typeparam>
/// <typeparam name="TRecord">An immutable record.</typeparam>
internal class RowTable<TKey, TRecord>(RowFormat<TKey, TRecord> format, Journal journal) : IJournaled, IStateTable
    where TKey : notnull
    where TRecord : class
{
    private readonly Dictionary<TKey, int> _index = [];
    private readonly List<TRecord> _rows = [];
    private readonly HashSet<int> _changed = [];

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>A row by its number.</summary>
    public TRecord this[int index] => _rows[index];

    /// <summary>Finds a row's number.</summary>
    public bool TryFind(TKey key, out int index) => _index.TryGetValue(key, out index);

    /// <summary>Finds a row.</summary>
    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TRecord? record)
    {
        record = _index.TryGetValue(key, out var index) ? _rows[index] : null;
        return record is not null;
    }

    /// <summary>Adds a row and returns its number.</summary>
    public int Add(TRecord record)
    {
        var index = _rows.Count;
        _index.Add(format.KeyOf(record), index);
        _rows.Add(record);
        _changed.Add(index);
        journal.Note(this, index, 0, 0, null);
        OnChanged(index, null, record);
        return index;
    }

    /// <summary>Replaces a row.</summary>
    public void Set(int index, TRecord record)
    {
        var old = _rows[index];
        journal.Note(this, index, 0, 0, old);
        _rows[index] = record;
        _changed.Add(index);
        OnChanged(index, old, record);
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        var current = _rows[index];
        if (old is null)
        {
            _index.Remove(format.KeyOf(current));
            _rows.RemoveAt(index);
            _changed.Remove(index);
        }
        else
        {
            _rows[index] = (TRecord)old;
        }

        OnChanged(index, current, old as TRecord);
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, Protocol.Canonical.CanonicalWriter writer)
    {
        foreach (var index in _changed)
        {
            format.Commit(_rows[index], tree, writer);
        }

        _changed.Clear();
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        // Records are never changed: the references are enough.
        var rows = _rows.ToArray();
        return (writer, flush) =>
        {
            writer.UInt64((ulong)rows.Length);
            foreach (var row in rows)
            {
                format.Write(writer, row);
                flush();
            }
        };
    }

    /// <inheritdoc/>
    public void Load(ref Protocol.Canonical.CanonicalReader reader)
    {
        for (var rest = reader.UInt64(); rest > 0; rest--)
        {
            Add(format.Read(ref reader));
        }
    }

    /// <summary>Keeps what is derived from the rows in step, also when changes are taken back.</summary>
    protected virtual void OnChanged(int index, TRecord? old, TRecord? current) { }
}
