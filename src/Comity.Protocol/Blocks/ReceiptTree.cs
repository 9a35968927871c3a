using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Proofs;
using Comity.Protocol.Refusals;

namespace Comity.Protocol.Blocks;

/// <summary>
/// The Merkle tree over a block's receipts, in the order of its transactions (RFC 9162, section 2.1.1): whoever is shown one
/// receipt, with its path, sees that it is the block's without seeing the others.
/// </summary>
public sealed class ReceiptTree
{
    private const byte LeafPrefix = 0x00;
    private const byte Applied = 0x00;
    private const byte Refused = 0x01;

    private readonly List<Hash256[]> _levels = [];

    /// <summary>Builds it.</summary>
    /// <param name="leaves">A <see cref="Leaf"/> for each transaction, in order. Not to be changed afterwards.</param>
    public ReceiptTree(Hash256[] leaves)
    {
        _levels.Add(leaves);
        while (_levels[^1] is { Length: > 1 } below)
        {
            // One that has no neighbour goes up as it is.
            var level = new Hash256[(below.Length + 1) / 2];
            for (var index = 0; index < level.Length; index++)
            {
                level[index] =
                    (2 * index) + 1 < below.Length
                        ? MerkleHash.Node(in below[2 * index], in below[(2 * index) + 1])
                        : below[2 * index];
            }

            _levels.Add(level);
        }
    }

    /// <summary>Its root; of a block without transactions, the SHA-256 of nothing.</summary>
    public Hash256 Root => _levels[^1] is [var root] ? root : Sha256.Hash([]);

    /// <summary>
    /// A receipt's hash: SHA-256 of <c>0x00 || transaction || 0x00</c> where it applied, of <c>0x00 || transaction || 0x01 || code ||
    /// operation</c> where it was refused; code and operation are 4 bytes, most significant first.
    /// </summary>
    /// <param name="transaction">The transaction: its 16 bytes.</param>
    /// <param name="refusal">Why it was refused; absent where it applied.</param>
    /// <param name="operation">Which operation was refused; -1 for the transaction itself.</param>
    public static Hash256 Leaf(TransactionId transaction, RefusalCode? refusal, int operation)
    {
        Span<byte> bytes = stackalloc byte[1 + TransactionId.Size + 1 + (2 * sizeof(int))];
        bytes[0] = LeafPrefix;
        transaction.CopyTo(bytes[1..]);
        var outcome = bytes[(1 + TransactionId.Size)..];
        outcome[0] = refusal is null ? Applied : Refused;
        if (refusal is not { } code)
        {
            return Sha256.Hash(bytes[..^(2 * sizeof(int))]);
        }

        BinaryPrimitives.WriteInt32BigEndian(outcome[1..], (int)code);
        BinaryPrimitives.WriteInt32BigEndian(outcome[(1 + sizeof(int))..], operation);
        return Sha256.Hash(bytes);
    }

    /// <summary>What shows that a receipt is in the tree: the neighbours on its way to the root, from below.</summary>
    /// <param name="index">Its place, from 0.</param>
    public ImmutableArray<Hash256> PathOf(int index)
    {
        var path = ImmutableArray.CreateBuilder<Hash256>();
        foreach (var level in _levels)
        {
            if ((index ^ 1) < level.Length)
            {
                path.Add(level[index ^ 1]);
            }

            index >>= 1;
        }

        return path.ToImmutable();
    }

    /// <summary>Whether a path shows that a leaf stands at a place of a tree (RFC 9162, section 2.1.3.2).</summary>
    /// <param name="root">The tree's root.</param>
    /// <param name="leaves">How many leaves it has.</param>
    /// <param name="index">The place, from 0.</param>
    /// <param name="leaf">The leaf.</param>
    /// <param name="path">The path.</param>
    public static bool Shows(
        in Hash256 root,
        uint leaves,
        uint index,
        in Hash256 leaf,
        IReadOnlyCollection<Hash256> path
    )
    {
        if (index >= leaves)
        {
            return false;
        }

        var (at, last, hash) = (index, leaves - 1, leaf);
        foreach (var neighbour in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) != 0 || at == last)
            {
                hash = MerkleHash.Node(in neighbour, in hash);
                // Levels at which it went up alone.
                var alone = (at & 1) != 0 ? 0 : BitOperations.TrailingZeroCount(at);
                (at, last) = (at >> alone, last >> alone);
            }
            else
            {
                hash = MerkleHash.Node(in hash, in neighbour);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }
}
