using Comity.Protocol.Cryptography;
using Comity.Protocol.Proofs;

namespace Comity.Ledger.StateTree;

/// <summary>
/// Applies sorted changes to the tree, downwards to the leaves and back up, so that each node on a changed path is hashed
/// once however many changes are below it. Every call parts the keys at a deeper bit than its caller, so the calls nest
/// 257 deep at most, whatever the keys.
/// </summary>
/// <remarks>
/// In every method <c>depth</c> is the depth of the place where the subtree hangs, <c>changes</c> are in ascending order,
/// one for a key, and share the bits above that depth with the subtree's keys; <c>hash</c> is the hash of the place after the
/// changes.
/// </remarks>
internal readonly struct TreeUpdate(NodeStore store)
{
    /// <summary>Applies changes, at least one, to what hangs at a place, and returns what hangs there afterwards.</summary>
    public NodeRef Apply(NodeRef node, int depth, ReadOnlySpan<StateChange> changes, out Hash256 hash)
    {
        if (node.IsEmpty)
        {
            return Build(depth, changes, out hash);
        }

        // Where the keys, old and new, part first. A branch just below its parent needs no look at its keys.
        var bit = node.IsLeaf ? MerkleHash.MaximumDepth : store.Links(node).Bit;
        if (bit > depth)
        {
            ref readonly var key = ref store.SomeKey(node);
            var split = int.Min(
                key.CommonPrefixLength(in changes[0].Leaf.Key),
                key.CommonPrefixLength(in changes[^1].Leaf.Key)
            );
            if (split < bit)
            {
                return ApplyAbove(node, depth, split, key.Bit(split), changes, out hash);
            }
        }

        return node.IsLeaf ? ApplyToLeaf(node, in changes[0], out hash) : ApplyToBranch(node, depth, changes, out hash);
    }

    private NodeRef ApplyToLeaf(NodeRef node, in StateChange change, out Hash256 hash)
    {
        if (change.IsRemoval)
        {
            store.FreeLeaf(node);
            hash = MerkleHash.Empty;
            return NodeRef.Empty;
        }

        store.Leaf(node) = change.Leaf;
        hash = change.Leaf.Hash();
        return node;
    }

    private NodeRef ApplyToBranch(NodeRef node, int depth, ReadOnlySpan<StateChange> changes, out Hash256 hash)
    {
        ref var links = ref store.Links(node);
        var bit = links.Bit;
        var half = FirstWithBit(changes, bit);
        if (changes.Length > PathLoader.GroupSize)
        {
            LoadIfSmall(links.Left, changes[..half]);
            LoadIfSmall(links.Right, changes[half..]);
        }

        Hash256 leftHash;
        Hash256 rightHash;
        var left = links.Left;
        var right = links.Right;
        if (half == 0)
        {
            right = Apply(right, bit + 1, changes, out rightHash);
            leftHash = store.HashOf(left);
        }
        else if (half == changes.Length)
        {
            left = Apply(left, bit + 1, changes, out leftHash);
            rightHash = store.HashOf(right);
        }
        else
        {
            left = Apply(left, bit + 1, changes[..half], out leftHash);
            right = Apply(right, bit + 1, changes[half..], out rightHash);
        }

        if (left.IsEmpty || right.IsEmpty)
        {
            store.FreeBranch(node);
            return Raise(left, in leftHash, right, in rightHash, bit, depth, in changes[0].Leaf.Key, out hash);
        }

        links.Left = left;
        links.Right = right;
        hash = MerkleHash.Node(in leftHash, in rightHash);
        hash = NodeStore.Lift(hash, bit, depth, in changes[0].Leaf.Key);
        store.BranchHash(node) = hash;
        return node;
    }

    private void LoadIfSmall(NodeRef node, ReadOnlySpan<StateChange> changes)
    {
        if (changes.Length is > 0 and <= PathLoader.GroupSize)
        {
            PathLoader.Load(store, node, changes);
        }
    }

    // Some changes part from all of the subtree's keys above its own parting: a new branch there, unless they only remove.
    private NodeRef ApplyAbove(
        NodeRef node,
        int depth,
        int bit,
        bool isRight,
        ReadOnlySpan<StateChange> changes,
        out Hash256 hash
    )
    {
        var half = FirstWithBit(changes, bit);
        var mine = isRight ? changes[half..] : changes[..half];
        var others = isRight ? changes[..half] : changes[half..];
        var built = Build(bit + 1, others, out var builtHash);
        if (built.IsEmpty)
        {
            if (!mine.IsEmpty)
            {
                return Apply(node, depth, mine, out hash);
            }

            hash = store.HashOf(node);
            return node;
        }

        var keptHash = store.HashAt(node, bit + 1);
        if (node.IsBranch)
        {
            store.BranchHash(node) = keptHash;
        }

        var kept = mine.IsEmpty ? node : Apply(node, bit + 1, mine, out keptHash);
        return isRight
            ? Join(built, in builtHash, kept, in keptHash, bit, depth, in changes[0].Leaf.Key, out hash)
            : Join(kept, in keptHash, built, in builtHash, bit, depth, in changes[0].Leaf.Key, out hash);
    }

    // A subtree out of changes alone.
    private NodeRef Build(int depth, ReadOnlySpan<StateChange> changes, out Hash256 hash)
    {
        if (changes.Length <= 1)
        {
            if (changes.IsEmpty || changes[0].IsRemoval)
            {
                hash = MerkleHash.Empty;
                return NodeRef.Empty;
            }

            hash = changes[0].Leaf.Hash();
            return store.AddLeaf(in changes[0].Leaf);
        }

        var bit = changes[0].Leaf.Key.CommonPrefixLength(in changes[^1].Leaf.Key);
        var half = FirstWithBit(changes, bit);
        var left = Build(bit + 1, changes[..half], out var leftHash);
        var right = Build(bit + 1, changes[half..], out var rightHash);
        return Join(left, in leftHash, right, in rightHash, bit, depth, in changes[0].Leaf.Key, out hash);
    }

    private NodeRef Join(
        NodeRef left,
        in Hash256 leftHash,
        NodeRef right,
        in Hash256 rightHash,
        int bit,
        int depth,
        in Hash256 key,
        out Hash256 hash
    )
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return Raise(left, in leftHash, right, in rightHash, bit, depth, in key, out hash);
        }

        var node = store.AddBranch();
        store.Links(node) = new BranchLinks
        {
            Left = left,
            Right = right,
            Bit = bit,
        };
        hash = NodeStore.Lift(MerkleHash.Node(in leftHash, in rightHash), bit, depth, in key);
        store.BranchHash(node) = hash;
        return node;
    }

    // What is left where one side, or both, have gone: a leaf rises as it is, a branch stays under one-child nodes.
    private NodeRef Raise(
        NodeRef left,
        in Hash256 leftHash,
        NodeRef right,
        in Hash256 rightHash,
        int bit,
        int depth,
        in Hash256 key,
        out Hash256 hash
    )
    {
        var survivor = left.IsEmpty ? right : left;
        hash = left.IsEmpty ? rightHash : leftHash;
        if (survivor.IsBranch)
        {
            hash = MerkleHash.Node(in leftHash, in rightHash);
            hash = NodeStore.Lift(hash, bit, depth, in key);
            store.BranchHash(survivor) = hash;
        }

        return survivor;
    }

    // The changes share the bits before this one and are sorted, so those with a 0 come first.
    private static int FirstWithBit(ReadOnlySpan<StateChange> changes, int bit)
    {
        var low = 0;
        var high = changes.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (changes[middle].Leaf.Key.Bit(bit))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
