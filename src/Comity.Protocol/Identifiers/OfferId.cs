using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Comity.Protocol.Identifiers;

/// <summary>The maker's own 16 bytes that name a standing offer. Text: 32 hexadecimal digits.</summary>
public readonly record struct OfferId : IComparable<OfferId>
{
    /// <summary>Bytes in it.</summary>
    public const int Size = 16;

    private readonly UInt128 _value;

    private OfferId(UInt128 value) => _value = value;

    /// <summary>Takes its 16 bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly 16.</exception>
    public OfferId(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("An offer's id has 16 bytes.", nameof(bytes));
        }

        _value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    /// <summary>A fresh random id.</summary>
    public static OfferId Random() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads 32 hexadecimal digits.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out OfferId value)
    {
        var ok = UInt128.TryParse(text, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var number);
        value = new OfferId(number);
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
    public int CompareTo(OfferId other) => _value.CompareTo(other._value);

    /// <inheritdoc/>
    public override string ToString() => _value.ToString("x32", null);
}
