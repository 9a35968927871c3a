using System.Buffers.Binary;
using System.Text;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Protocol.Canonical;

/// <summary>Reads what <see cref="CanonicalWriter"/> wrote.</summary>
/// <param name="source">The whole of it.</param>
public ref struct CanonicalReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    /// <summary>Whether everything has been read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>One byte, 0 or 1.</summary>
    public bool Flag() => Byte() != 0;

    /// <summary>Two bytes.</summary>
    public int UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    /// <summary>Four bytes.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Eight bytes.</summary>
    public ulong UInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    /// <summary>Sixteen bytes.</summary>
    public UInt128 UInt128() => BinaryPrimitives.ReadUInt128BigEndian(Take(16));

    /// <summary>Eight bytes.</summary>
    public Timestamp Time() => new(UInt64());

    /// <summary>Sixteen bytes.</summary>
    public InstrumentId Instrument() => InstrumentId.FromCanonical(Take(16));

    /// <summary>Twenty bytes.</summary>
    public AccountAddress Account() => new(Take(AccountAddress.Size));

    /// <summary>Sixteen bytes.</summary>
    public Uetr Uetr() => new(Take(Identifiers.Uetr.Size));

    /// <summary>Sixteen bytes.</summary>
    public OfferId Offer() => new(Take(OfferId.Size));

    /// <summary>Thirty-two bytes.</summary>
    public Hash256 Hash() => new(Take(Hash256.Size));

    /// <summary>Bytes behind a 16-bit length.</summary>
    public ReadOnlySpan<byte> Bytes() => Take(UInt16());

    /// <summary>Bytes behind a 32-bit length.</summary>
    public ReadOnlySpan<byte> LongBytes() => Take((int)UInt32());

    /// <summary>So many bytes.</summary>
    public ReadOnlySpan<byte> Raw(int count) => Take(count);

    /// <summary>A text behind a 16-bit length.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_rest.Length < count)
        {
            throw new InvalidDataException("Stored state ends before it should.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
