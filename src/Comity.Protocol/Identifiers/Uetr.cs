using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Identifiers;

/// <summary>The unique end-to-end transaction reference of a payment (ISO 20022 UUIDv4Identifier, RFC 9562 version 4), which is also the id of its settlement.</summary>
public readonly record struct Uetr : IComparable<Uetr>
{
    /// <summary>Bytes in it.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private Uetr(UInt128 value) => _value = value;

    /// <summary>Takes its 16 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 16.</exception>
    public Uetr(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("A UETR has 16 bytes.", nameof(bytes));
        }

        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>A fresh random reference.</summary>
    public static Uetr Random() => new(Guid.NewGuid().ToByteArray(bigEndian: true));

    /// <summary>Whether 16 bytes have the version (4) and variant (10) bits of a version 4 UUID.</summary>
    public static bool IsValid(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size && bytes[6] >> 4 == 4 && bytes[8] >> 6 == 2;

    /// <summary>Reads the lower-case text form, xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Uetr uetr)
    {
        uetr = default;
        if (!Guid.TryParseExact(text, "D", out var guid) || text.ContainsAnyInRange('A', 'Z'))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Size];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        uetr = new Uetr(bytes);
        return IsValid(bytes);
    }

    /// <summary>Writes the 16 bytes.</summary>
    public void CopyTo(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, _value);

    /// <summary>The 16 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public int CompareTo(Uetr other) => _value.CompareTo(other._value);

    /// <summary>Its hash: the same while the process lives, another in the next. It decides where things are kept, nothing more.</summary>
    public int ProcessHash => GetHashCode();

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }
}
