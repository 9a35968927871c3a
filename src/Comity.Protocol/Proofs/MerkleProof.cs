using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Cryptography;

namespace Comity.Protocol.Proofs;

/// <summary>
/// Proof that a key has a value, or that it is absent, under a root of the state tree. Needs nothing else to verify.
/// </summary>
/// <remarks>
/// A proof lists the hashes beside the path from the root down to the key's place. At that place is the key's own leaf
/// (<see cref="Membership"/>), nothing (<see cref="EmptySlot"/>), or the only leaf that shares the path
/// (<see cref="OtherLeaf"/>). A proof of absence holds for every key that shares the path, other than the leaf's own.
/// </remarks>
public abstract class MerkleProof
{
    private readonly Hash256[] _siblings;

    private MerkleProof(IReadOnlyCollection<Hash256> siblings)
    {
        ArgumentNullException.ThrowIfNull(siblings);
        _siblings = [.. siblings];
        if (_siblings.Length > MerkleHash.MaximumDepth)
        {
            throw new ArgumentException($"A path has at most {MerkleHash.MaximumDepth} siblings.", nameof(siblings));
        }

        if (_siblings is [.., { IsZero: true }])
        {
            throw new ArgumentException("Nothing hangs below a node with one leaf or none.", nameof(siblings));
        }
    }

    /// <summary>
    /// The hashes beside the path, from the root's child downwards, 0 to 256 of them. <see cref="Hash256.Zero"/> stands for an
    /// empty subtree; the deepest never is one.
    /// </summary>
    public ReadOnlySpan<Hash256> Siblings => _siblings;

    /// <summary>Whether the proof shows exactly this under this root.</summary>
    /// <param name="root">The root of a state tree, from a source that the caller trusts.</param>
    /// <param name="key">SHA-256 of the record's identity.</param>
    /// <param name="valueHash">SHA-256 of the record's content; <c>null</c> asks whether the key is absent.</param>
    /// <returns><c>false</c> for every other root, key or value, and for a proof of the other kind.</returns>
    public bool Verify(in Hash256 root, in Hash256 key, Hash256? valueHash) =>
        TryHashOfPlace(in key, valueHash, out var hash) && Climb(in key, hash) == root;

    /// <summary>The binary form: see <see cref="MerkleProofFormat"/>.</summary>
    public byte[] Encode() => MerkleProofFormat.Encode(this);

    /// <summary>Reads the binary form; never throws, whatever the bytes.</summary>
    /// <param name="bytes">The whole proof and nothing else.</param>
    /// <param name="proof">The proof, when the answer is <c>true</c>.</param>
    /// <param name="error">What is wrong, when the answer is <c>false</c>.</param>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out MerkleProof? proof,
        [NotNullWhen(false)] out MerkleProofError? error
    ) => MerkleProofFormat.TryDecode(bytes, out proof, out error);

    private protected abstract bool TryHashOfPlace(in Hash256 key, Hash256? valueHash, out Hash256 hash);

    private Hash256 Climb(in Hash256 key, Hash256 hash)
    {
        for (var depth = _siblings.Length - 1; depth >= 0; depth--)
        {
            hash = MerkleHash.Parent(in key, depth, in hash, in _siblings[depth]);
        }

        return hash;
    }

    /// <summary>The key's own leaf is at the end of its path.</summary>
    /// <param name="siblings">See <see cref="Siblings"/>.</param>
    /// <exception cref="ArgumentException">More than 256 siblings, or the deepest is empty.</exception>
    public sealed class Membership(IReadOnlyCollection<Hash256> siblings) : MerkleProof(siblings)
    {
        private protected override bool TryHashOfPlace(in Hash256 key, Hash256? valueHash, out Hash256 hash)
        {
            hash = valueHash is { } value ? MerkleHash.Leaf(in key, in value) : default;
            return valueHash is not null;
        }
    }

    /// <summary>No key shares the path: its end is empty.</summary>
    /// <param name="siblings">See <see cref="Siblings"/>.</param>
    /// <exception cref="ArgumentException">More than 256 siblings, or the deepest is empty.</exception>
    public sealed class EmptySlot(IReadOnlyCollection<Hash256> siblings) : MerkleProof(siblings)
    {
        private protected override bool TryHashOfPlace(in Hash256 key, Hash256? valueHash, out Hash256 hash)
        {
            hash = MerkleHash.Empty;
            return valueHash is null;
        }
    }

    /// <summary>One other key shares the path: its leaf is where the key's own would be.</summary>
    /// <param name="siblings">See <see cref="Siblings"/>.</param>
    /// <param name="otherKey">The key of the leaf at the end of the path.</param>
    /// <param name="otherValueHash">Its value hash.</param>
    /// <exception cref="ArgumentException">More than 256 siblings, or the deepest is empty.</exception>
    public sealed class OtherLeaf(IReadOnlyCollection<Hash256> siblings, in Hash256 otherKey, in Hash256 otherValueHash)
        : MerkleProof(siblings)
    {
        /// <summary>The key of the leaf at the end of the path.</summary>
        public Hash256 OtherKey { get; } = otherKey;

        /// <summary>The value hash of that leaf.</summary>
        public Hash256 OtherValueHash { get; } = otherValueHash;

        private protected override bool TryHashOfPlace(in Hash256 key, Hash256? valueHash, out Hash256 hash)
        {
            hash = MerkleHash.Leaf(OtherKey, OtherValueHash);
            var shared = OtherKey.CommonPrefixLength(in key);
            return valueHash is null && shared >= Siblings.Length && shared < MerkleHash.MaximumDepth;
        }
    }
}
