using Comity.Protocol.Canonical;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Ledger.State;

/// <summary>
/// Settlements that have settled, been cancelled or expired, by UETR and in order of finishing: what makes a payment happen once.
/// The oldest are forgotten when the network's retention has passed.
/// </summary>
internal sealed class FinishedSettlementTable(Journal journal) : IJournaled, IStateTable
{
    // So many are looked up ahead when they are forgotten: far places of memory are fetched together.
    private const int Stretch = 16;

    private readonly RowIndex _index = new();
    private readonly RowQueue<Row> _rows = new();
    private readonly List<Uetr> _forgotten = [];
    private long _committed;

    /// <summary>How many there are.</summary>
    public int Count => _rows.Count;

    /// <summary>How many have finished since this table was made, those that are forgotten included.</summary>
    public long Ever => _rows.End;

    /// <summary>How many there is room for without taking more memory.</summary>
    public int Capacity => _rows.Capacity;

    /// <summary>All of them, in order of finishing.</summary>
    public IEnumerable<(Uetr Uetr, SettlementValue Value)> InOrder()
    {
        for (var place = _rows.First; place < _rows.End; place++)
        {
            var row = _rows[_rows.RowAt(place)];
            yield return (row.Uetr, row.Value);
        }
    }

    /// <summary>Whether there is one.</summary>
    public bool Contains(in Uetr uetr) => Find(uetr) >= 0;

    /// <summary>Asks the processor to fetch where a settlement will be looked up.</summary>
    public void Prefetch(in Uetr uetr) => _index.Prefetch(uetr.ProcessHash);

    /// <summary>Finds one.</summary>
    public bool TryGet(in Uetr uetr, out SettlementValue value)
    {
        var row = Find(uetr);
        value = row < 0 ? default : _rows[row].Value;
        return row >= 0;
    }

    /// <summary>Adds one.</summary>
    public void Add(in Uetr uetr, in SettlementValue value)
    {
        var row = _rows.Add(new Row { Uetr = uetr, Value = value });
        _index.Add(uetr.ProcessHash, row);
        journal.Note(this, 0, 0, 0, null);
    }

    /// <summary>Forgets the oldest, between transactions: it is not taken back.</summary>
    /// <param name="now">The block's time.</param>
    /// <param name="retention">Milliseconds for which one is remembered.</param>
    /// <param name="most">Most that are forgotten.</param>
    public void Forget(Timestamp now, ulong retention, long most)
    {
        for (var ahead = _rows.First; most > 0 && _rows.Count > 0; most--)
        {
            if (ahead == _rows.First)
            {
                for (var end = long.Min(ahead + Stretch, _rows.End); ahead < end; ahead++)
                {
                    Prefetch(_rows[_rows.RowAt(ahead)].Uetr);
                }
            }

            var number = _rows.RowAt(_rows.First);
            ref readonly var row = ref _rows[number];
            if (row.Value.Time.Plus(retention) > now)
            {
                return;
            }

            _index.Remove(row.Uetr.ProcessHash, number);
            if (_rows.First < _committed)
            {
                _forgotten.Add(row.Uetr);
            }

            _rows.RemoveFirst();
        }
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        // Taken back newest first, so that it is always the last one added.
        var number = _rows.RowAt(_rows.End - 1);
        var uetr = _rows[number].Uetr;
        _index.Remove(uetr.ProcessHash, number);
        _rows.RemoveLast();
    }

    /// <summary>Takes those that were forgotten since the last call out of the state tree, before anything takes their places.</summary>
    public void CommitForgotten(StateTree.SparseMerkleTree tree)
    {
        foreach (var uetr in _forgotten)
        {
            tree.Remove(StateKey.Settlement(uetr));
        }

        _forgotten.Clear();
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        for (_committed = long.Max(_committed, _rows.First); _committed < _rows.End; _committed++)
        {
            ref readonly var row = ref _rows[_rows.RowAt(_committed)];
            tree.Set(StateKey.Settlement(row.Uetr), row.Value.Hash());
        }
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        // In order of finishing: every node that applied the same blocks has the same, and forgets them in the same order.
        var pages = _rows.Freeze();
        return (writer, flush) =>
        {
            writer.UInt64((ulong)pages.Sum(static page => (long)page.Count));
            foreach (var page in pages)
            {
                foreach (ref readonly var row in page.AsSpan())
                {
                    writer.Uetr(row.Uetr);
                    writer.Byte((byte)row.Value.Status);
                    writer.Time(row.Value.Time);
                    writer.Hash(row.Value.Terms);
                    flush();
                }
            }
        };
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        for (var rest = reader.UInt64(); rest > 0; rest--)
        {
            Add(reader.Uetr(), new SettlementValue((SettlementStatus)reader.Byte(), reader.Time(), reader.Hash()));
        }
    }

    private int Find(in Uetr uetr) => _index.Find(uetr.ProcessHash, new Match(_rows, uetr));

    private struct Row
    {
        public Uetr Uetr;
        public SettlementValue Value;
    }

    private readonly struct Match(RowQueue<Row> rows, Uetr uetr) : IRowMatch
    {
        public bool IsAt(int row) => rows[row].Uetr == uetr;
    }
}
