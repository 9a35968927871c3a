using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Comity.Protocol.Identifiers;

/// <summary>What names a transaction: the first 16 bytes of the SHA-256 of its body. Text: 32 hexadecimal digits.</summary>
public readonly record struct TransactionId : IComparable<TransactionId>
{
    /// <summary>Bytes in it.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private TransactionId(UInt128 value) => _value = value;

    /// <summary>Takes its 16 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 16.</exception>
    public TransactionId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("A transaction's id has 16 bytes.", nameof(bytes));
        }

        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TransactionId value)
    {
        var ok = UInt128.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number);
        value = new TransactionId(number);
        return ok && text.Length == 32;
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
    public int CompareTo(TransactionId other) => _value.CompareTo(other._value);

    /// <summary>Its hash: the same while the process lives, another in the next. It decides where things are kept, nothing more.</summary>
    public int ProcessHash => GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _value.ToString("x32", null);
}
