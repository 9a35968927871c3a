using Comity.Protocol.Canonical;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>What one account holds of one instrument.</summary>
internal struct PositionRow
{
    /// <summary>Minor units that can be spent.</summary>
    public UInt128 Available;

    /// <summary>Minor units reserved for waiting settlements.</summary>
    public UInt128 Held;

    /// <summary>The account's row.</summary>
    public int Account;

    /// <summary>The instrument's row.</summary>
    public int Instrument;

    /// <summary>The account's next position, or -1.</summary>
    public int Next;

    /// <summary>How many waiting settlements would debit it. Derived.</summary>
    public int Waiting;

    /// <summary>How many of those have waited longer than the network's patience. Derived.</summary>
    public int Seniors;

    /// <summary>Whether it is in the list of changed rows.</summary>
    public bool Changed;
}

/// <summary>
/// All balances. It keeps, per instrument, the running sum of what all accounts hold, so that conservation can be
/// asserted after every block at no cost.
/// </summary>
internal sealed class PositionTable(Journal journal, AccountTable accounts, InstrumentTable instruments)
    : IJournaled,
        IStateTable
{
    private readonly List<int> _changed = [];
    private static readonly object Added = new();
    private PositionRow[] _rows = new PositionRow[16];
    private Total[] _totals = new Total[16];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a position that settlements wait for has been credited since this was last cleared.</summary>
    public bool WaitingCredited { get; set; }

    /// <summary>A position by its number.</summary>
    public ref readonly PositionRow this[int index] => ref _rows[index];

    /// <summary>The running sum of what all accounts have available and held of an instrument.</summary>
    public (UInt128 Available, UInt128 Held) TotalOf(int instrument) =>
        instrument < _totals.Length ? (_totals[instrument].Available, _totals[instrument].Held) : default;

    /// <summary>Asks the processor to fetch a position, where there is one.</summary>
    public void Prefetch(int index)
    {
        if (index >= 0)
        {
            StateTree.CacheHint.Fetch(ref _rows[index]);
        }
    }

    /// <summary>Finds an account's position, or -1.</summary>
    public int Find(int account, int instrument)
    {
        var index = accounts[account].FirstPosition;
        while (index >= 0 && _rows[index].Instrument != instrument)
        {
            index = _rows[index].Next;
        }

        return index;
    }

    /// <summary>Finds an account's position, or makes an empty one.</summary>
    public int FindOrAdd(int account, int instrument)
    {
        var found = Find(account, instrument);
        return found >= 0 ? found : Add(account, instrument);
    }

    /// <summary>Adds to what is available.</summary>
    public void Credit(int index, UInt128 units)
    {
        ref var row = ref Touch(index);
        row.Available += units;
        _totals[row.Instrument].Available += units;
        WaitingCredited |= row.Waiting > 0;
    }

    /// <summary>Takes from what is available.</summary>
    /// <returns>False, and nothing changed, where less is available.</returns>
    public bool TryDebit(int index, UInt128 units)
    {
        if (_rows[index].Available < units)
        {
            return false;
        }

        ref var row = ref Touch(index);
        row.Available -= units;
        _totals[row.Instrument].Available -= units;
        return true;
    }

    /// <summary>Reserves some of what is available.</summary>
    /// <returns>False, and nothing changed, where less is available.</returns>
    public bool TryHold(int index, UInt128 units)
    {
        if (!TryDebit(index, units))
        {
            return false;
        }

        ref var row = ref Touch(index);
        row.Held += units;
        _totals[row.Instrument].Held += units;
        return true;
    }

    /// <summary>Takes from what is reserved.</summary>
    public void TakeHeld(int index, UInt128 units)
    {
        ref var row = ref Touch(index);
        row.Held -= units;
        _totals[row.Instrument].Held -= units;
    }

    /// <summary>Makes reserved units available again.</summary>
    public void ReleaseHeld(int index, UInt128 units)
    {
        TakeHeld(index, units);
        Credit(index, units);
    }

    /// <summary>Notes that one more, or one fewer, waiting settlement would debit a position.</summary>
    public void CountWaiting(int index, int change, int seniorChange)
    {
        _rows[index].Waiting += change;
        _rows[index].Seniors += seniorChange;
    }

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        ref var row = ref _rows[index];
        ref var total = ref _totals[row.Instrument];
        total.Available = unchecked(total.Available - row.Available + first);
        total.Held = unchecked(total.Held - row.Held + second);
        row.Available = first;
        row.Held = second;
        if (old is not null)
        {
            accounts.SetFirstPosition(row.Account, row.Next);
            _changed.Remove(index);
            Count--;
        }
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        foreach (var index in _changed)
        {
            ref var row = ref _rows[index];
            row.Changed = false;
            tree.Set(
                StateKey.Balance(accounts[row.Account].Address, instruments[row.Instrument].Terms.Id),
                new BalanceValue(row.Available, row.Held).Hash()
            );
        }

        _changed.Clear();
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        // Whose a row is never changes: what it holds is all that is copied.
        var rows = _rows;
        var balances = GC.AllocateUninitializedArray<BalanceValue>(Count);
        for (var index = 0; index < balances.Length; index++)
        {
            balances[index] = new BalanceValue(rows[index].Available, rows[index].Held);
        }

        return (writer, flush) =>
        {
            writer.UInt64((ulong)balances.Length);
            for (var index = 0; index < balances.Length; index++)
            {
                writer.UInt32((uint)rows[index].Account);
                writer.UInt32((uint)rows[index].Instrument);
                writer.UInt128(balances[index].Available);
                writer.UInt128(balances[index].Held);
                flush();
            }
        };
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        for (var rest = reader.UInt64(); rest > 0; rest--)
        {
            var index = Add((int)reader.UInt32(), (int)reader.UInt32());
            ref var row = ref _rows[index];
            row.Available = reader.UInt128();
            row.Held = reader.UInt128();
            _totals[row.Instrument].Available += row.Available;
            _totals[row.Instrument].Held += row.Held;
        }
    }

    private int Add(int account, int instrument)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        if (instrument >= _totals.Length)
        {
            Array.Resize(ref _totals, instrument * 2);
        }

        _rows[Count] = new PositionRow
        {
            Account = account,
            Instrument = instrument,
            Next = accounts[account].FirstPosition,
            Changed = true,
        };
        accounts.SetFirstPosition(account, Count);
        _changed.Add(Count);
        journal.Note(this, Count, 0, 0, Added);
        return Count++;
    }

    private ref PositionRow Touch(int index)
    {
        ref var row = ref _rows[index];
        journal.Note(this, index, row.Available, row.Held, null);
        if (!row.Changed)
        {
            row.Changed = true;
            _changed.Add(index);
        }

        return ref row;
    }

    private struct Total
    {
        public UInt128 Available;
        public UInt128 Held;
    }
}
