using Comity.Protocol.Canonical;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Ledger.State;

/// <summary>
/// The ids of transactions that have been ordered, applied or refused, kept until their valid_until has passed: what stops a
/// replay. Grouped by the minute in which they expire; each group is committed to as a hash chain over its blocks, so that
/// a block costs one hash a group and not one a transaction. What became of each is kept beside its id, and is no part of what is
/// committed to: it follows from the blocks.
/// </summary>
internal sealed class OrderedTransactionTable : IStateTable
{
    private const ulong MillisecondsPerMinute = 60_000;

    private readonly SortedDictionary<ulong, Group> _groups = [];
    private readonly SortedSet<ulong> _changed = [];
    private readonly SortedSet<ulong> _grown = [];

    /// <summary>Asks the processor to fetch where a transaction will be looked up.</summary>
    public void Prefetch(in TransactionId id, Timestamp validUntil)
    {
        if (_groups.TryGetValue(validUntil.Milliseconds / MillisecondsPerMinute, out var group))
        {
            group.Prefetch(id);
        }
    }

    /// <summary>Notes a transaction.</summary>
    /// <returns>False where it was noted before.</returns>
    public bool TryAdd(TransactionId id, Timestamp validUntil)
    {
        var minute = validUntil.Milliseconds / MillisecondsPerMinute;
        if (!_groups.TryGetValue(minute, out var group))
        {
            _groups[minute] = group = new Group();
        }

        if (!group.TryAdd(id))
        {
            return false;
        }

        _changed.Add(minute);
        _grown.Add(minute);
        return true;
    }

    /// <summary>Notes why nothing of the transaction that was noted last applied.</summary>
    /// <param name="validUntil">That transaction's.</param>
    /// <param name="code">Why.</param>
    /// <param name="operation">Which operation was refused; -1 for the transaction itself.</param>
    public void NoteRefused(Timestamp validUntil, RefusalCode code, int operation) =>
        _groups[validUntil.Milliseconds / MillisecondsPerMinute].NoteLast(new TransactionFate(code, operation));

    /// <summary>What became of a transaction that is noted. Without its valid_until every group is looked at; there is one a minute.</summary>
    public bool TryGetFate(TransactionId id, out TransactionFate fate)
    {
        foreach (var group in _groups.Values)
        {
            if (group.TryGetFate(id, out fate))
            {
                return true;
            }
        }

        fate = default;
        return false;
    }

    /// <summary>Ends a block: what it added to a group is one link of the group's chain, whenever it is hashed.</summary>
    public void EndBlock()
    {
        foreach (var minute in _grown)
        {
            _groups[minute].EndLink();
        }

        _grown.Clear();
    }

    /// <summary>Forgets those that can no longer apply.</summary>
    public void ForgetExpired(Timestamp now)
    {
        var current = now.Milliseconds / MillisecondsPerMinute;
        while (_groups.Count > 0 && First() is { } first && first < current)
        {
            _groups.Remove(first);
            _changed.Add(first);
        }
    }

    /// <inheritdoc/>
    public void Commit(StateTree.SparseMerkleTree tree, CanonicalWriter writer)
    {
        foreach (var minute in _changed)
        {
            writer.Reset().UInt64(minute);
            var key = StateKey.Of(StateKind.Transactions, writer.Written);
            if (_groups.TryGetValue(minute, out var group))
            {
                group.Chain(writer);
                tree.Set(key, group.Digest);
            }
            else if (minute < First())
            {
                tree.Remove(key);
            }
        }

        _changed.Clear();
    }

    /// <inheritdoc/>
    public TableImage Freeze()
    {
        var groups = _groups.Select(static pair => (Minute: pair.Key, Image: pair.Value.Freeze())).ToArray();
        return (writer, flush) =>
        {
            writer.UInt64((ulong)groups.Length);
            foreach (var (minute, image) in groups)
            {
                writer.UInt64(minute);
                image(writer, flush);
            }
        };
    }

    /// <inheritdoc/>
    public void Load(ref CanonicalReader reader)
    {
        for (var rest = reader.UInt64(); rest > 0; rest--)
        {
            var minute = reader.UInt64();
            var group = Group.Load(ref reader);
            _groups.Add(minute, group);
            _changed.Add(minute);
        }
    }

    private ulong First()
    {
        foreach (var minute in _groups.Keys)
        {
            return minute;
        }

        return ulong.MaxValue;
    }

    private sealed class Group
    {
        // Small, since most groups are: on a quiet network there is one for each minute of a day with a few members each.
        private const int PageMembers = 256;

        private readonly RowIndex _index = new();
        private readonly List<int> _links = [];

        // In pages, so that growing copies nothing; only ever added to, so that whoever has the pages and a count can read on.
        private readonly List<Member[]> _pages = [];
        private int _count;
        private int _linked;
        private int _chained;
        private int _chainedLinks;

        public Hash256 Digest { get; private set; }

        public void Prefetch(in TransactionId id) => _index.Prefetch(id.ProcessHash);

        // The same id means the same body, and so the same minute: no other group needs a look.
        public bool TryAdd(in TransactionId id)
        {
            if (Find(id) >= 0)
            {
                return false;
            }

            if (_count == _pages.Count * PageMembers)
            {
                _pages.Add(new Member[PageMembers]);
            }

            _index.Add(id.ProcessHash, _count);
            At(_count++).Id = id;
            return true;
        }

        public void NoteLast(TransactionFate fate) => At(_count - 1).Fate = fate;

        public bool TryGetFate(in TransactionId id, out TransactionFate fate)
        {
            var row = Find(id);
            fate = row < 0 ? default : At(row).Fate;
            return row >= 0;
        }

        public void Chain(CanonicalWriter writer)
        {
            for (; _chainedLinks < _links.Count; _chainedLinks++)
            {
                Link(writer, _chained + _links[_chainedLinks]);
            }
        }

        public void EndLink()
        {
            _links.Add(_count - _linked);
            _linked = _count;
        }

        public TableImage Freeze()
        {
            var (pages, links) = (_pages.ToArray(), _links.ToArray());
            return (writer, flush) =>
            {
                writer.UInt32((uint)links.Length);
                var next = 0;
                foreach (var link in links)
                {
                    writer.UInt32((uint)link);
                    for (var end = next + link; next < end; next++)
                    {
                        ref readonly var member = ref pages[next / PageMembers][next % PageMembers];
                        Write(writer, member.Id);
                        writer.UInt32(member.Fate.ToBits());
                    }

                    flush();
                }
            };
        }

        public static Group Load(ref CanonicalReader reader)
        {
            var group = new Group();
            var writer = new CanonicalWriter();
            for (var links = reader.UInt32(); links > 0; links--)
            {
                var link = (int)reader.UInt32();
                for (var index = 0; index < link; index++)
                {
                    group.TryAdd(new TransactionId(reader.Raw(TransactionId.Size)));
                    group.NoteLast(TransactionFate.FromBits(reader.UInt32()));
                }

                group.EndLink();
            }

            group.Chain(writer);
            return group;
        }

        private static void Write(CanonicalWriter writer, TransactionId id)
        {
            Span<byte> bytes = stackalloc byte[TransactionId.Size];
            id.CopyTo(bytes);
            writer.Raw(bytes);
        }

        private ref Member At(int row) => ref _pages[row / PageMembers][row % PageMembers];

        private int Find(in TransactionId id) => _index.Find(id.ProcessHash, new Match(this, id));

        private void Link(CanonicalWriter writer, int end)
        {
            writer.Reset().Hash(Digest);
            while (_chained < end)
            {
                Write(writer, At(_chained++).Id);
            }

            Digest = Sha256.Hash(writer.Written);
        }

        private struct Member
        {
            public TransactionId Id;
            public TransactionFate Fate;
        }

        private readonly struct Match(Group group, TransactionId id) : IRowMatch
        {
            public bool IsAt(int row) => group.At(row).Id == id;
        }
    }
}
