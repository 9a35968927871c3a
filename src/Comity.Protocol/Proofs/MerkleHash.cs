using Comity.Protocol.Cryptography;

namespace Comity.Protocol.Proofs;

/// <summary>
/// How the state tree hashes, for the side that builds it and the side that verifies. Leaves and nodes are told apart by
/// their first byte, so that neither can pass for the other (RFC 6962, section 2.1).
/// </summary>
public static class MerkleHash
{
    /// <summary>How deep a leaf can sit: keys have this many bits.</summary>
    public const int MaximumDepth = 256;

    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;

    /// <summary>The hash of a subtree without leaves.</summary>
    public static Hash256 Empty => Hash256.Zero;

    /// <summary><c>SHA-256(0x00 || key || valueHash)</c>: the hash of a subtree with one leaf, however deep it sits.</summary>
    public static Hash256 Leaf(in Hash256 key, in Hash256 valueHash) => Sha256.Hash(LeafPrefix, in key, in valueHash);

    /// <summary><c>SHA-256(0x01 || left || right)</c>: the hash of a subtree with two leaves or more.</summary>
    public static Hash256 Node(in Hash256 left, in Hash256 right) => Sha256.Hash(NodePrefix, in left, in right);

    /// <summary>The hash of the node at <paramref name="depth"/> on a key's path, from its child on the path and the other.</summary>
    /// <param name="key">The key whose bit says which side the child is on.</param>
    /// <param name="depth">The node's depth, 0 for the root, to 255.</param>
    /// <param name="child">The hash of the child on the path.</param>
    /// <param name="sibling">The hash of the other child.</param>
    public static Hash256 Parent(in Hash256 key, int depth, in Hash256 child, in Hash256 sibling) =>
        key.Bit(depth) ? Node(in sibling, in child) : Node(in child, in sibling);
}
