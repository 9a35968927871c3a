using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Comity.Protocol.Cryptography;

/// <summary>
/// 256 bits: a SHA-256 digest, or an identifier of that size. Ordered as a big-endian number, which is also the
/// order of its bytes and of its hexadecimal text. Bit 0 is the most significant bit of the first byte.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Hash256 : IEquatable<Hash256>, IComparable<Hash256>
{
    /// <summary>Length of the binary form, in bytes.</summary>
    public const int Size = 32;

    /// <summary>Length of the text form, in hexadecimal digits.</summary>
    public const int HexLength = 64;

    // The bytes as they lie in memory, so that hashing reads the value in place, whatever the machine's byte order.
    private readonly ulong _word0;
    private readonly ulong _word1;
    private readonly ulong _word2;
    private readonly ulong _word3;

    /// <summary>Copies exactly <see cref="Size"/> bytes.</summary>
    /// <exception cref="ArgumentException">The span is not 32 bytes long.</exception>
    public Hash256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"A Hash256 is {Size} bytes; {bytes.Length} were given.", nameof(bytes));
        }

        this = MemoryMarshal.Read<Hash256>(bytes);
    }

    /// <summary>32 zero bytes: the hash of an empty tree. No known input has this digest.</summary>
    public static Hash256 Zero => default;

    /// <summary>Whether all 256 bits are zero.</summary>
    public bool IsZero => (_word0 | _word1 | _word2 | _word3) == 0;

    /// <summary>The first eight bytes as a big-endian number, for sorting by prefix; 0 to 2^64 - 1.</summary>
    public ulong Prefix => BigEndian(_word0);

    /// <summary>The 32 bytes in place, valid as long as the value they are read from.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(new ReadOnlySpan<Hash256>(in this));

    /// <summary>Whether two values are the same 32 bytes.</summary>
    public static bool operator ==(in Hash256 left, in Hash256 right) => left.SameAs(in right);

    /// <summary>Whether two values differ in any byte.</summary>
    public static bool operator !=(in Hash256 left, in Hash256 right) => !left.SameAs(in right);

    /// <summary>Copies the 32 bytes to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    public void CopyTo(Span<byte> destination) => Bytes.CopyTo(destination);

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray() => Bytes.ToArray();

    /// <summary>One bit, <c>true</c> for 1.</summary>
    /// <param name="index">0 (most significant) to 255.</param>
    /// <exception cref="IndexOutOfRangeException">The index is outside 0 to 255.</exception>
    public bool Bit(int index) => (Bytes[index >> 3] & (0x80 >> (index & 7))) != 0;

    /// <summary>How many leading bits two values share: 0 to 256, where 256 means that they are equal.</summary>
    public int CommonPrefixLength(in Hash256 other)
    {
        if (_word0 != other._word0)
        {
            return BitOperations.LeadingZeroCount(BigEndian(_word0 ^ other._word0));
        }

        if (_word1 != other._word1)
        {
            return 64 + BitOperations.LeadingZeroCount(BigEndian(_word1 ^ other._word1));
        }

        if (_word2 != other._word2)
        {
            return 128 + BitOperations.LeadingZeroCount(BigEndian(_word2 ^ other._word2));
        }

        // The count of a zero word is 64, which makes 256 for equal values.
        return 192 + BitOperations.LeadingZeroCount(BigEndian(_word3 ^ other._word3));
    }

    /// <inheritdoc/>
    public int CompareTo(Hash256 other)
    {
        if (_word0 != other._word0)
        {
            return BigEndian(_word0).CompareTo(BigEndian(other._word0));
        }

        if (_word1 != other._word1)
        {
            return BigEndian(_word1).CompareTo(BigEndian(other._word1));
        }

        return _word2 != other._word2
            ? BigEndian(_word2).CompareTo(BigEndian(other._word2))
            : BigEndian(_word3).CompareTo(BigEndian(other._word3));
    }

    /// <inheritdoc/>
    public bool Equals(Hash256 other) => SameAs(in other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Hash256 other && SameAs(in other);

    /// <summary>
    /// Seeded for each process, so that nobody can prepare values that collide in a hash table. Nothing that is
    /// decided may depend on it.
    /// </summary>
    public override int GetHashCode() => HashCode.Combine(_word0, _word1, _word2, _word3);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(Bytes);

    /// <summary>Reads exactly 64 hexadecimal digits, of either case, and nothing else.</summary>
    /// <returns>Whether the text had that form; if not, <paramref name="value"/> is <see cref="Zero"/>.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Hash256 value)
    {
        value = default;
        if (text.Length != HexLength)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        value = new Hash256(bytes);
        return true;
    }

    private static ulong BigEndian(ulong word) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;

    private bool SameAs(in Hash256 other) =>
        ((_word0 ^ other._word0) | (_word1 ^ other._word1) | (_word2 ^ other._word2) | (_word3 ^ other._word3)) == 0;
}
