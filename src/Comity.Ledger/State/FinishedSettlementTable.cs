using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>Settlements that have settled, been cancelled or expired, by UETR: what makes a payment happen once.</summary>
internal sealed class FinishedSettlementTable : IJournaled, IStateTable
{
    // The index is split by a byte of the UETR, and the rows are kept in pages, so that growing stops the ledger for a part of
    // them and never for all.
    private const int Parts = 256;
    private const int PageRows = 8_192;

    private readonly RowIndex[] _parts = new RowIndex[Parts];
    private readonly List<Row[]> _pages = [];
    private readonly Journal _journal;
    private int _committed;

    /// <summary>An empty table.</summary>
    public FinishedSettlementTable(Journal journal)
    {
        _journal = journal;
        for (var part = 0; part < Parts; part++)
        {
            _parts[part] = new RowIndex();
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether there is one.</summary>
    public bool Contains(in Uetr uetr) => Find(uetr) >= 0;

    /// <summary>Asks the processor to fetch where a settlement will be looked up.</summary>
    public void Prefetch(in Uetr uetr) => _parts[uetr.FirstByte].Prefetch(uetr.ProcessHash);

    /// <summary>Finds one.</summary>
    public bool TryGet(in Uetr uetr, out SettlementValue value)
    {
        var row = Find(uetr);
        value = row < 0 ? default : At(row).Value;
        return row >= 0;
    }

    /// <summary>Adds one.</summary>
    public void Add(in Uetr uetr, in SettlementValue value)
    {
        if (Count == _pages.Count * PageRows)
        {
            _pages.Add(new Row[PageRows]);
        }

        _parts[uetr.FirstByte].Add(uetr.ProcessHash, Count);
        At(Count) = new Row { Uetr = uetr, Value = value };
        Count++;
        _journal.Note(this, 0, 0, 0, null);
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        // Taken back newest first, so that it is always the last one added.
        Count--;
        var uetr = At(Count).Uetr;
        _parts[uetr.FirstByte].Remove(uetr.ProcessHash, Count);
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        for (; _committed < Count; _committed++)
        {
            ref readonly var row = ref At(_committed);
            tree.Set(StateKey.Settlement(row.Uetr), row.Value.Hash());
        }
    }

    /// <inheritdoc/>
    public void Save(CanonicalWriter writer, Action flush)
    {
        // In order of finishing: every node that applied the same blocks has the same.
        writer.UInt64((ulong)Count);
        for (var index = 0; index < Count; index++)
        {
            ref readonly var row = ref At(index);
            writer.Uetr(row.Uetr);
            writer.Byte((byte)row.Value.Status);
            writer.Time(row.Value.Time);
            writer.Hash(row.Value.Terms);
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

    private ref Row At(int row) => ref _pages[row / PageRows][row % PageRows];

    private int Find(in Uetr uetr) => _parts[uetr.FirstByte].Find(uetr.ProcessHash, new Match(this, uetr));

    private struct Row
    {
        public Uetr Uetr;
        public SettlementValue Value;
    }

    private readonly struct Match(FinishedSettlementTable table, Uetr uetr) : IRowMatch
    {
        public bool IsAt(int row) => table.At(row).Uetr == uetr;
    }
}
