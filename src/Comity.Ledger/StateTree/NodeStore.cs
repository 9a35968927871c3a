using System.Runtime.CompilerServices;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Proofs;

namespace Comity.Ledger.StateTree;

/// <summary>
/// The tree's leaves and branches in memory, and what can be read off them. A branch's stored hash is the hash of its place:
/// the place just below the branch above it, with the one-child nodes in between already applied.
/// </summary>
internal sealed class NodeStore
{
    private readonly Slab<StoredLeaf> _leaves = new();
    private readonly SlotAllocator _leafSlots = new();
    private readonly Slab<BranchLinks> _links = new();
    private readonly Slab<Hash256> _hashes = new();
    private readonly SlotAllocator _branchSlots = new();

    /// <summary>How many leaves there are.</summary>
    public int LeafCount => _leafSlots.InUse;

    /// <summary>Bytes of the slots reserved, used or not.</summary>
    public long ReservedBytes =>
        (long)_leaves.Capacity * Unsafe.SizeOf<StoredLeaf>()
        + (long)_links.Capacity * (Unsafe.SizeOf<BranchLinks>() + Hash256.Size);

    /// <summary>The leaf a reference names.</summary>
    public ref StoredLeaf Leaf(NodeRef leaf) => ref _leaves[leaf.Slot];

    /// <summary>The links of the branch a reference names.</summary>
    public ref BranchLinks Links(NodeRef branch) => ref _links[branch.Slot];

    /// <summary>The stored hash of the branch a reference names.</summary>
    public ref Hash256 BranchHash(NodeRef branch) => ref _hashes[branch.Slot];

    /// <summary>Adds a leaf.</summary>
    public NodeRef AddLeaf(in StoredLeaf leaf)
    {
        var slot = _leafSlots.Take();
        _leaves.EnsureCapacity(_leafSlots.HighWater);
        _leaves[slot] = leaf;
        return NodeRef.Leaf(slot);
    }

    /// <summary>Adds a branch whose contents the caller sets.</summary>
    public NodeRef AddBranch()
    {
        var slot = _branchSlots.Take();
        _links.EnsureCapacity(_branchSlots.HighWater);
        _hashes.EnsureCapacity(_branchSlots.HighWater);
        return NodeRef.Branch(slot);
    }

    /// <summary>Gives a leaf's slot back.</summary>
    public void FreeLeaf(NodeRef leaf) => _leafSlots.Free(leaf.Slot);

    /// <summary>Gives a branch's slot back.</summary>
    public void FreeBranch(NodeRef branch) => _branchSlots.Free(branch.Slot);

    /// <summary>The hash of what hangs at a place.</summary>
    public Hash256 HashOf(NodeRef node)
    {
        if (node.IsBranch)
        {
            return _hashes[node.Slot];
        }

        if (node.IsEmpty)
        {
            return MerkleHash.Empty;
        }

        return _leaves[node.Slot].Hash();
    }

    /// <summary>Asks for the memory that hashing a node reads or writes.</summary>
    public void FetchForHash(NodeRef node)
    {
        if (node.IsLeaf)
        {
            CacheHint.Fetch(ref _leaves[node.Slot]);
        }
        else
        {
            CacheHint.Fetch(ref _hashes[node.Slot]);
        }
    }

    /// <summary>Asks for the memory that walking through a branch reads.</summary>
    public void FetchForWalk(NodeRef branch) => CacheHint.Fetch(ref _links[branch.Slot]);

    /// <summary>The hash that something below a branch would have if it hung at another depth of its path.</summary>
    /// <param name="node">A leaf or a branch.</param>
    /// <param name="depth">A depth not below the branch's own bit.</param>
    public Hash256 HashAt(NodeRef node, int depth)
    {
        if (!node.IsBranch)
        {
            return HashOf(node);
        }

        ref readonly var links = ref Links(node);
        var hash = MerkleHash.Node(HashOf(links.Left), HashOf(links.Right));
        return Lift(hash, links.Bit, depth, in SomeKey(node));
    }

    /// <summary>Some key below a node; all of them share the bits above it.</summary>
    public ref readonly Hash256 SomeKey(NodeRef node)
    {
        while (node.IsBranch)
        {
            node = _links[node.Slot].Left;
        }

        return ref _leaves[node.Slot].Key;
    }

    /// <summary>Applies the one-child nodes between two depths of a key's path.</summary>
    /// <param name="hash">The hash of the place at <paramref name="from"/>.</param>
    /// <param name="from">The depth of the place, 0 to 256.</param>
    /// <param name="to">The depth of the place whose hash is wanted, not deeper.</param>
    /// <param name="key">A key whose bits between the two say which side the child is on.</param>
    public static Hash256 Lift(Hash256 hash, int from, int to, in Hash256 key)
    {
        for (var depth = from - 1; depth >= to; depth--)
        {
            hash = MerkleHash.Parent(in key, depth, in hash, MerkleHash.Empty);
        }

        return hash;
    }
}
