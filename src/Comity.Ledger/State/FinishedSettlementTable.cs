using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>Settlements that have settled, been cancelled or expired, by UETR: what makes a payment happen once.</summary>
internal sealed class FinishedSettlementTable : IJournaled, IStateTable
{
    // Split by a byte of the UETR, so that growing stops the ledger for a part of the rows and never for all of them.
    private const int Parts = 256;

    private readonly Dictionary<Uetr, SettlementValue>[] _parts = new Dictionary<Uetr, SettlementValue>[Parts];
    private readonly List<(Uetr Uetr, SettlementValue Value)> _added = [];
    private readonly Journal _journal;

    /// <summary>An empty table.</summary>
    public FinishedSettlementTable(Journal journal)
    {
        _journal = journal;
        for (var part = 0; part < Parts; part++)
        {
            _parts[part] = [];
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is one.</summary>
    public bool Contains(Uetr uetr) => PartOf(uetr).ContainsKey(uetr);

    /// <summary>Finds one.</summary>
    public bool TryGet(Uetr uetr, out SettlementValue value) => PartOf(uetr).TryGetValue(uetr, out value);

    /// <summary>Adds one.</summary>
    public void Add(Uetr uetr, SettlementValue value)
    {
        PartOf(uetr).Add(uetr, value);
        Count++;
        _added.Add((uetr, value));
        _journal.Note(this, 0, 0, 0, null);
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        // Taken back newest first, so that it is always the last one added.
        PartOf(_added[^1].Uetr).Remove(_added[^1].Uetr);
        Count--;
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
        writer.UInt64((ulong)Count);
        foreach (var (uetr, value) in _parts.SelectMany(static part => part.OrderBy(static pair => pair.Key)))
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
        foreach (var part in _parts)
        {
            part.EnsureCapacity((int)(count / Parts));
        }

        for (var rest = count; rest > 0; rest--)
        {
            Add(reader.Uetr(), new SettlementValue((SettlementStatus)reader.Byte(), reader.Time(), reader.Hash()));
        }
    }

    private Dictionary<Uetr, SettlementValue> PartOf(Uetr uetr) => _parts[uetr.FirstByte];
}
