using System.Runtime.InteropServices;
using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>
/// Immutable records by key: replaced, never changed. Journaled, committed to by the state tree, and written to
/// checkpoints in key order.
/// </summary>
/// <typeparam name="TKey">A record's identity.</typeparam>
/// <typeparam name="TRecord">An immutable record.</typeparam>
internal class RecordTable<TKey, TRecord>(RecordFormat<TKey, TRecord> format, Journal journal) : IJournaled, IStateTable
    where TKey : notnull, IComparable<TKey>
    where TRecord : class
{
    private readonly Dictionary<TKey, TRecord> _records = [];
    private readonly HashSet<TKey> _changed = [];

    /// <summary>How many records there are.</summary>
    public int Count => _records.Count;

    /// <summary>The records in key order. For checkpoints and questions, not for every block.</summary>
    public IEnumerable<KeyValuePair<TKey, TRecord>> InOrder() => _records.OrderBy(static pair => pair.Key);

    /// <summary>Finds a record.</summary>
    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TRecord? record) =>
        _records.TryGetValue(key, out record);

    /// <summary>Whether there is a record.</summary>
    public bool Contains(TKey key) => _records.ContainsKey(key);

    /// <summary>Adds or replaces a record.</summary>
    public void Set(TKey key, TRecord record)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_records, key, out _);
        var old = place;
        place = record;
        journal.Note(this, 0, 0, 0, new Change(key, old));
        _changed.Add(key);
        OnChanged(key, old, record);
    }

    /// <summary>Removes a record that is there.</summary>
    public void Remove(TKey key)
    {
        if (!_records.Remove(key, out var old))
        {
            throw new InvalidOperationException($"No {format.Kind} {key} to remove.");
        }

        journal.Note(this, 0, 0, 0, new Change(key, old));
        _changed.Add(key);
        OnChanged(key, old, null);
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        var change = (Change)old!;
        _records.TryGetValue(change.Key, out var current);
        if (change.Old is null)
        {
            _records.Remove(change.Key);
        }
        else
        {
            _records[change.Key] = change.Old;
        }

        OnChanged(change.Key, current, change.Old);
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        foreach (var key in _changed)
        {
            format.WriteKey(writer.Reset(), key);
            var place = StateKey.Of(format.Kind, writer.Written);
            if (_records.TryGetValue(key, out var record))
            {
                format.Write(writer.Reset(), record);
                tree.Set(place, Sha256.Hash(writer.Written));
            }
            else
            {
                tree.Remove(place);
            }
        }

        _changed.Clear();
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        // Records are never changed: the references are enough.
        var records = _records.ToArray();
        return (writer, flush) =>
        {
            Array.Sort(records, static (one, other) => one.Key.CompareTo(other.Key));
            writer.UInt64((ulong)records.Length);
            foreach (var (key, record) in records)
            {
                format.WriteKey(writer, key);
                format.Write(writer, record);
                flush();
            }
        };
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        for (var rest = reader.UInt64(); rest > 0; rest--)
        {
            var key = format.ReadKey(ref reader);
            var record = format.Read(ref reader, key);
            _records.Add(key, record);
            _changed.Add(key);
            OnChanged(key, null, record);
        }
    }

    /// <summary>Keeps what is derived from the records in step, also when changes are taken back.</summary>
    protected virtual void OnChanged(TKey key, TRecord? old, TRecord? current) { }

    private sealed record Change(TKey Key, TRecord? Old);
}
