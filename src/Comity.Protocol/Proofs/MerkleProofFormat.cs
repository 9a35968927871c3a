using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Comity.Protocol.Cryptography;

namespace Comity.Protocol.Proofs;

/// <summary>
/// The binary form of a proof. Each proof has exactly one form, and each form is one proof.
/// </summary>
/// <remarks>
/// <code>
/// kind      1 byte       1 membership, 2 absence by an empty slot, 3 absence by another leaf
/// depth     2 bytes      big-endian, 0 to 256: the number of siblings
/// bitmap    depth bits   from the root downwards, most significant bit first, 1 where the sibling is not empty;
///                        filled with zero bits to whole bytes; the last of the depth bits is 1
/// siblings  32 bytes     for each 1 in the bitmap, in its order; never 32 zero bytes
/// leaf      64 bytes     for kind 3: the other leaf's key and value hash
/// </code>
/// </remarks>
public static class MerkleProofFormat
{
    /// <summary>The longest form, in bytes: 256 siblings and another leaf.</summary>
    public const int MaximumLength = HeaderLength + MerkleHash.MaximumDepth / 8 + MerkleHash.MaximumDepth * 32 + 64;

    private const int HeaderLength = 3;
    private const byte MembershipKind = 1;
    private const byte EmptySlotKind = 2;
    private const byte OtherLeafKind = 3;

    internal static byte[] Encode(MerkleProof proof)
    {
        var siblings = proof.Siblings;
        var present = 0;
        foreach (ref readonly var sibling in siblings)
        {
            present += sibling.IsZero ? 0 : 1;
        }

        var kind = proof switch
        {
            MerkleProof.Membership => MembershipKind,
            MerkleProof.OtherLeaf => OtherLeafKind,
            _ => EmptySlotKind,
        };
        var bytes = new byte[Length(kind, siblings.Length, present)];
        bytes[0] = kind;
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(1), (ushort)siblings.Length);
        var bitmap = bytes.AsSpan(HeaderLength, BitmapLength(siblings.Length));
        var rest = bytes.AsSpan(HeaderLength + bitmap.Length);
        for (var depth = 0; depth < siblings.Length; depth++)
        {
            if (!siblings[depth].IsZero)
            {
                bitmap[depth >> 3] |= (byte)(0x80 >> (depth & 7));
                siblings[depth].CopyTo(rest);
                rest = rest[Hash256.Size..];
            }
        }

        if (proof is MerkleProof.OtherLeaf other)
        {
            other.OtherKey.CopyTo(rest);
            other.OtherValueHash.CopyTo(rest[Hash256.Size..]);
        }

        return bytes;
    }

    internal static bool TryDecode(
        ReadOnlySpan<byte> bytes,
        [NotNullWhen(true)] out MerkleProof? proof,
        [NotNullWhen(false)] out MerkleProofError? error
    )
    {
        proof = null;
        if (!TryDecodeHeader(bytes, out var depth, out error))
        {
            return false;
        }

        var bitmap = bytes.Slice(HeaderLength, BitmapLength(depth));
        var offset = HeaderLength + bitmap.Length;
        var siblings = new Hash256[depth];
        for (var i = 0; i < depth; i++)
        {
            if ((bitmap[i >> 3] & (0x80 >> (i & 7))) == 0)
            {
                continue;
            }

            siblings[i] = new Hash256(bytes.Slice(offset, Hash256.Size));
            if (siblings[i].IsZero)
            {
                error = new MerkleProofError(MerkleProofFault.ZeroSibling, offset, "32 zero bytes", "a sibling's hash");
                return false;
            }

            offset += Hash256.Size;
        }

        proof = bytes[0] switch
        {
            MembershipKind => new MerkleProof.Membership(siblings),
            EmptySlotKind => new MerkleProof.EmptySlot(siblings),
            _ => new MerkleProof.OtherLeaf(
                siblings,
                new Hash256(bytes.Slice(offset, Hash256.Size)),
                new Hash256(bytes.Slice(offset + Hash256.Size, Hash256.Size))
            ),
        };
        return true;
    }

    // Everything that decides how long the rest must be, and that it is so: nothing is allocated for a wrong length.
    private static bool TryDecodeHeader(
        ReadOnlySpan<byte> bytes,
        out int depth,
        [NotNullWhen(false)] out MerkleProofError? error
    )
    {
        depth = 0;
        if (bytes.Length < HeaderLength)
        {
            error = WrongLength(bytes.Length, $"at least {HeaderLength} bytes");
            return false;
        }

        var kind = bytes[0];
        if (kind is not (MembershipKind or EmptySlotKind or OtherLeafKind))
        {
            error = new MerkleProofError(MerkleProofFault.UnknownKind, 0, $"kind {kind}", "1, 2 or 3");
            return false;
        }

        depth = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
        if (depth > MerkleHash.MaximumDepth)
        {
            error = new MerkleProofError(MerkleProofFault.TooDeep, 1, $"depth {depth}", "0 to 256");
            return false;
        }

        var bitmapLength = BitmapLength(depth);
        if (bytes.Length < HeaderLength + bitmapLength)
        {
            error = WrongLength(bytes.Length, $"at least {HeaderLength + bitmapLength} bytes");
            return false;
        }

        return TryCheckBitmap(bytes, depth, out error);
    }

    private static bool TryCheckBitmap(
        ReadOnlySpan<byte> bytes,
        int depth,
        [NotNullWhen(false)] out MerkleProofError? error
    )
    {
        var bitmap = bytes.Slice(HeaderLength, BitmapLength(depth));
        var last = HeaderLength + bitmap.Length - 1;
        var unused = bitmap.Length * 8 - depth;
        if (depth > 0 && (bytes[last] & ((1 << unused) - 1)) != 0)
        {
            error = new MerkleProofError(MerkleProofFault.BitBeyondDepth, last, "a bit beyond the depth", "zero bits");
            return false;
        }

        if (depth > 0 && (bytes[last] & (1 << unused)) == 0)
        {
            error = new MerkleProofError(
                MerkleProofFault.EmptyDeepestSibling,
                last,
                "an empty deepest sibling",
                "a sibling's hash at the deepest place"
            );
            return false;
        }

        var present = 0;
        foreach (var bits in bitmap)
        {
            present += BitOperations.PopCount(bits);
        }

        var length = Length(bytes[0], depth, present);
        error = bytes.Length == length ? null : WrongLength(bytes.Length, $"exactly {length} bytes");
        return error is null;
    }

    private static int BitmapLength(int depth) => (depth + 7) / 8;

    private static int Length(byte kind, int depth, int present) =>
        HeaderLength + BitmapLength(depth) + present * Hash256.Size + (kind == OtherLeafKind ? 2 * Hash256.Size : 0);

    private static MerkleProofError WrongLength(int length, string allowed) =>
        new(MerkleProofFault.WrongLength, length, $"the end after {length} bytes", allowed);
}
