using System.Buffers.Binary;
using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;

namespace Comity.Ledger.State;

/// <summary>Whether an account can be used.</summary>
internal enum AccountStatus : byte
{
    /// <summary>It pays and is paid.</summary>
    Open = 0,

    /// <summary>It is paid, but does not pay.</summary>
    Frozen = 1,

    /// <summary>Neither, for good.</summary>
    Closed = 2,
}

/// <summary>One account. Rows are dense, so that a position names its account by number.</summary>
internal struct AccountRow
{
    /// <summary>Its address.</summary>
    public AccountAddress Address;

    /// <summary>Its owner's row.</summary>
    public int Owner;

    /// <summary>Its first position, or -1; positions of one account form a list.</summary>
    public int FirstPosition;

    /// <summary>Whether it can be used.</summary>
    public AccountStatus Status;
}

/// <summary>All accounts.</summary>
internal sealed class AccountTable(Journal journal) : IJournaled, IStateTable
{
    // One leaf of the state tree for so many accounts in order of opening: a leaf costs four times what an account does.
    private const int RowsPerLeaf = 64;

    private readonly RowIndex _index = new();
    private readonly SortedSet<int> _changed = [];
    private AccountRow[] _rows = new AccountRow[16];
    private bool _frozen;
    private Found _last;
    private Found _lastButOne;

    /// <summary>How many there are, closed ones included.</summary>
    public int Count { get; private set; }

    /// <summary>An account by its number.</summary>
    public ref readonly AccountRow this[int index] => ref _rows[index];

    /// <summary>Finds an account's number.</summary>
    public bool TryFind(in AccountAddress address, out int index)
    {
        // A settlement asks for the same two accounts several times over.
        if (_last.Number > 0 && _last.Address == address)
        {
            index = _last.Number - 1;
            return true;
        }

        if (_lastButOne.Number > 0 && _lastButOne.Address == address)
        {
            index = _lastButOne.Number - 1;
            return true;
        }

        index = _index.Find(address.ProcessHash, new Match(_rows, address));
        if (index < 0)
        {
            return false;
        }

        _lastButOne = _last;
        _last = new Found(address, index + 1);
        return true;
    }

    /// <summary>Asks the processor to fetch where an account will be looked up.</summary>
    public void Prefetch(in AccountAddress address) => _index.Prefetch(address.ProcessHash);

    /// <summary>Asks the processor to fetch the account that will probably be found.</summary>
    /// <returns>Its number, or -1: not to be trusted.</returns>
    public int PrefetchRow(in AccountAddress address)
    {
        var guess = _index.Guess(address.ProcessHash);
        if (guess >= 0)
        {
            StateTree.CacheHint.Fetch(ref _rows[guess]);
        }

        return guess;
    }

    /// <summary>Opens an account and returns its number.</summary>
    public int Open(AccountAddress address, int owner)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        _rows[Count] = new AccountRow
        {
            Address = address,
            Owner = owner,
            FirstPosition = -1,
        };
        _index.Add(address.ProcessHash, Count);
        journal.Note(this, Count, 0, 0, null);
        MarkChanged(Count);
        return Count++;
    }

    /// <summary>Freezes, releases or closes an account.</summary>
    public void SetStatus(int index, AccountStatus status)
    {
        if (_frozen)
        {
            (_rows, _frozen) = ([.. _rows], false);
        }

        journal.Note(this, index, 1, (UInt128)(byte)_rows[index].Status, null);
        _rows[index].Status = status;
        MarkChanged(index);
    }

    /// <summary>Makes a position the first of its account. Taken back by <see cref="PositionTable"/>.</summary>
    public void SetFirstPosition(int index, int position) => _rows[index].FirstPosition = position;

    /// <inheritdoc/>
    public void Undo(int index, UInt128 first, UInt128 second, object? old)
    {
        if (first == 1)
        {
            _rows[index].Status = (AccountStatus)(byte)second;
            return;
        }

        (_last, _lastButOne) = (default, default);
        _index.Remove(_rows[index].Address.ProcessHash, index);
        _rows[index] = default;
        Count--;
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        Span<byte> identity = stackalloc byte[sizeof(uint)];
        foreach (var group in _changed)
        {
            writer.Reset();
            for (var index = group * RowsPerLeaf; index < Count && index < (group + 1) * RowsPerLeaf; index++)
            {
                ref readonly var row = ref _rows[index];
                writer.Account(row.Address);
                writer.UInt32((uint)row.Owner);
                writer.Byte((byte)row.Status);
            }

            BinaryPrimitives.WriteUInt32BigEndian(identity, (uint)group);
            var key = StateKey.Of(StateKind.Accounts, identity);
            if (writer.Written.IsEmpty)
            {
                tree.Remove(key);
            }
            else
            {
                tree.Set(key, Sha256.Hash(writer.Written));
            }
        }

        _changed.Clear();
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        // Only the status of a row that is there ever changes, and that rarely: the rows are copied then.
        var (rows, count) = (_rows, Count);
        _frozen = true;
        return (writer, flush) =>
        {
            writer.UInt64((ulong)count);
            foreach (ref readonly var row in rows.AsSpan(0, count))
            {
                writer.Account(row.Address);
                writer.UInt32((uint)row.Owner);
                writer.Byte((byte)row.Status);
                flush();
            }
        };
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        for (var rest = reader.UInt64(); rest > 0; rest--)
        {
            var index = Open(reader.Account(), (int)reader.UInt32());
            _rows[index].Status = (AccountStatus)reader.Byte();
        }
    }

    private void MarkChanged(int index) => _changed.Add(index / RowsPerLeaf);

    private readonly struct Match(AccountRow[] rows, AccountAddress address) : IRowMatch
    {
        public bool IsAt(int row) => rows[row].Address == address;
    }

    // One more than the row's number, so that nothing found yet is 0.
    private readonly record struct Found(AccountAddress Address, int Number);
}
