using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Comity.Protocol.Cryptography;

/// <summary>
/// SHA-256 (FIPS 180-4, section 6.2) of inputs at hand. Short inputs go to OpenSSL's <c>SHA256_Init/Update/Final</c>
/// where that library is found and agrees with .NET's own digest, all others to .NET.
/// </summary>
public static class Sha256
{
    /// <summary>
    /// From this many bytes on .NET's digest is used: its set-up cost no longer shows, and a call without a
    /// garbage-collection transition must stay short.
    /// </summary>
    public const int LongInput = 4096;

    private const int PairLength = 1 + 2 * Hash256.Size;
    private const int PaddedPairLength = 128;

    /// <summary>What computes short digests here: the library's file name, or ".NET".</summary>
    public static string Implementation => OpenSslSha256.LibraryName;

    /// <summary>The digest of one input of any length.</summary>
    [SkipLocalsInit]
    public static Hash256 Hash(ReadOnlySpan<byte> input)
    {
        Unsafe.SkipInit(out Hash256 digest);
        if (OpenSslSha256.IsAvailable && input.Length < LongInput)
        {
            OpenSslSha256.Hash(input, out digest);
            return digest;
        }

        return HashByRuntime(input);
    }

    /// <summary>
    /// The digest of <c>prefix || left || right</c>, 65 bytes: a leaf or a node of a Merkle tree, kept apart by the
    /// prefix as in RFC 6962, section 2.1.
    /// </summary>
    [SkipLocalsInit]
    public static Hash256 Hash(byte prefix, in Hash256 left, in Hash256 right)
    {
        // One buffer serves both ways: the padding (0x80, zeros, the length in bits) is the same for every pair.
        Span<byte> blocks = stackalloc byte[PaddedPairLength];
        blocks[0] = prefix;
        Unsafe.WriteUnaligned(ref blocks[1], left);
        Unsafe.WriteUnaligned(ref blocks[1 + Hash256.Size], right);
        if (!OpenSslSha256.IsAvailable)
        {
            return HashByRuntime(blocks[..PairLength]);
        }

        blocks[PairLength..].Clear();
        blocks[PairLength] = 0x80;
        BinaryPrimitives.WriteUInt16BigEndian(blocks[^sizeof(ushort)..], 8 * PairLength);
        OpenSslSha256.HashPadded(blocks, out var digest);
        return digest;
    }

    /// <summary>The digest by .NET's implementation alone, whatever the machine has.</summary>
    internal static Hash256 HashByRuntime(ReadOnlySpan<byte> input)
    {
        Span<byte> digest = stackalloc byte[Hash256.Size];
        var written = SHA256.HashData(input, digest);
        Debug.Assert(written == Hash256.Size, "A SHA-256 digest is 32 bytes.");
        return new Hash256(digest);
    }
}
