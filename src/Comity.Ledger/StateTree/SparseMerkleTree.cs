using Comity.Protocol.Cryptography;
using Comity.Protocol.Proofs;

namespace Comity.Ledger.StateTree;

/// <summary>
/// The tree that commits to the whole state: a compact sparse Merkle tree over 256-bit keys. Its root depends on the set of
/// (key, value hash) alone, never on how the set came about: a leaf sits at the shallowest depth where no other leaf
/// shares its bits. Hashes are those of <see cref="MerkleHash"/>.
/// </summary>
/// <remarks>
/// The changes of a block are collected by <see cref="Set"/> and <see cref="Remove"/> and applied by <see cref="Commit"/>;
/// everything else reads the last committed state. Not for use by several threads at once. After a compact sparse
/// Merkle tree as in Dahlberg, Pulls and Peeters, "Efficient Sparse Merkle Trees" (2016).
/// </remarks>
public sealed class SparseMerkleTree
{
    private readonly NodeStore _store = new();
    private PendingChanges _pending = new();
    private NodeRef _top;

    /// <summary>How many keys are present.</summary>
    public int Count => _store.LeafCount;

    /// <summary>The committed root; 32 zero bytes when no key is present.</summary>
    public Hash256 Root { get; private set; } = MerkleHash.Empty;

    /// <summary>Bytes reserved for leaves and branches, used or not; the buffers of pending changes aside.</summary>
    public long ReservedBytes => _store.ReservedBytes;

    /// <summary>A committed tree of given leaves, in any order: what a node starts from at a checkpoint.</summary>
    /// <exception cref="ArgumentException">Two leaves have the same key.</exception>
    public static SparseMerkleTree Restore(IEnumerable<StateTreeLeaf> leaves)
    {
        ArgumentNullException.ThrowIfNull(leaves);
        var tree = new SparseMerkleTree();
        foreach (var leaf in leaves)
        {
            tree.Set(leaf.Key, leaf.ValueHash);
        }

        var given = tree._pending.Count;
        tree.Commit();
        if (tree.Count != given)
        {
            throw new ArgumentException(
                $"{given} leaves were given for {tree.Count} keys; each key may come once.",
                nameof(leaves)
            );
        }

        // A block is far smaller than the whole state: do not keep that much room.
        tree._pending = new PendingChanges();
        return tree;
    }

    /// <summary>From the next commit on the key has this value; replaces an earlier change of the key in the block.</summary>
    public void Set(in Hash256 key, in Hash256 valueHash) => _pending.Add(in key, in valueHash, isRemoval: false);

    /// <summary>From the next commit on the key is absent, whether or not it was present; replaces an earlier change of the key.</summary>
    public void Remove(in Hash256 key) => _pending.Add(in key, Hash256.Zero, isRemoval: true);

    /// <summary>Applies the block's changes and returns the root. Costs what changed, not what is there.</summary>
    public Hash256 Commit()
    {
        if (_pending.Count > 0)
        {
            _top = new TreeUpdate(_store).Apply(_top, depth: 0, _pending.Sort(), out var root);
            _pending.Clear();
            Root = root;
        }

        return Root;
    }

    /// <summary>The value hash committed for a key.</summary>
    /// <returns>Whether the key is present.</returns>
    public bool TryGet(in Hash256 key, out Hash256 valueHash)
    {
        var node = _top;
        while (node.IsBranch)
        {
            ref readonly var links = ref _store.Links(node);
            node = key.Bit(links.Bit) ? links.Right : links.Left;
        }

        if (!node.IsLeaf || _store.Leaf(node).Key != key)
        {
            valueHash = default;
            return false;
        }

        valueHash = _store.Leaf(node).ValueHash;
        return true;
    }

    /// <summary>Proves the key's committed value, or its absence, under <see cref="Root"/>.</summary>
    public MerkleProof Prove(in Hash256 key)
    {
        var siblings = new List<Hash256>();
        var node = _top;
        while (node.IsBranch)
        {
            ref readonly var links = ref _store.Links(node);
            if (links.Bit > siblings.Count)
            {
                var shared = _store.SomeKey(node).CommonPrefixLength(in key);
                PadTo(siblings, int.Min(links.Bit, shared));
                if (shared < links.Bit)
                {
                    siblings.Add(_store.HashAt(node, shared + 1));
                    return new MerkleProof.EmptySlot(siblings);
                }
            }

            var isRight = key.Bit(links.Bit);
            siblings.Add(_store.HashOf(isRight ? links.Left : links.Right));
            node = isRight ? links.Right : links.Left;
        }

        if (node.IsEmpty)
        {
            return new MerkleProof.EmptySlot(siblings);
        }

        ref readonly var leaf = ref _store.Leaf(node);
        return leaf.Key == key
            ? new MerkleProof.Membership(siblings)
            : new MerkleProof.OtherLeaf(siblings, in leaf.Key, in leaf.ValueHash);
    }

    private static void PadTo(List<Hash256> siblings, int depth)
    {
        while (siblings.Count < depth)
        {
            siblings.Add(MerkleHash.Empty);
        }
    }
}
