using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>Settlements that have settled, been cancelled or expired, by UETR: what makes a payment happen once.</summary>
internal sealed class FinishedSettlementTable(Journal journal) : IJournaled, IStateTable
{
    private readonly Dictionary<Uetr, SettlementValue> _rows = [];
    private readonly List<(Uetr Uetr, SettlementValue Value)> _added = [];

    /// <summary>How many there are.</summary>
    public int Count => _rows.Count;

    /// <summary>Whether there is one.</summary>
    public bool Contains(Uetr uetr) => _rows.ContainsKey(uetr);

    /// <summary>Finds one.</summary>
    public bool TryGet(Uetr uetr, out SettlementValue value) => _rows.TryGetValue(uetr, out value);

    /// <summary>Adds one.</summary>
    public void Add(Uetr uetr, SettlementValue value)
    {
        _rows.Add(uetr, value);
        _added.Add((uetr, value));
        journal.Note(this, 0, 0, 0, null);
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        // Taken back newest first, so that it is always the last one added.
        _rows.Remove(_added[^1].Uetr);
        _added.RemoveAt(_added.Count - 1);
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        foreach (var (uetr, value) in _added)
        {
            tree.Set(StateKey.Settlement(uetr), value.Hash());
        }

        _added.Clear();
    }

    /// <inheritdoc/>
    public void Save(CanonicalWriter writer, Action flush)
    {
        writer.UInt64((ulong)_rows.Count);
        foreach (var (uetr, value) in _rows.OrderBy(static pair => pair.Key))
        {
            writer.Uetr(uetr);
            writer.Byte((byte)value.Status);
            writer.Time(value.Time);
            writer.Hash(value.Terms);
            flush();
        }
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        var count = reader.UInt64();
        _rows.EnsureCapacity((int)count);
        for (var rest = count; rest > 0; rest--)
        {
            Add(reader.Uetr(), new SettlementValue((SettlementStatus)reader.Byte(), reader.Time(), reader.Hash()));
        }
    }
}
