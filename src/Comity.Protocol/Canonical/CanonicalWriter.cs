using System.Buffers.Binary;
using System.Text;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;

namespace Comity.Protocol.Canonical;

/// <summary>
/// Writes the canonical form that is hashed and kept: integers big-endian at their full width, texts and byte strings
/// behind a 16-bit length. One value has one form, on every machine and forever. Reusable: <see cref="Reset"/>.
/// </summary>
public sealed class CanonicalWriter
{
    private byte[] _buffer = new byte[512];
    private int _length;

    /// <summary>What has been written since the last reset; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Forgets what was written.</summary>
    public CanonicalWriter Reset()
    {
        _length = 0;
        return this;
    }

    /// <summary>One byte.</summary>
    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>0 or 1.</summary>
    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Two bytes.</summary>
    public void UInt16(int value) => BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)value);

    /// <summary>Four bytes.</summary>
    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32BigEndian(Take(4), value);

    /// <summary>Eight bytes.</summary>
    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64BigEndian(Take(8), value);

    /// <summary>Sixteen bytes.</summary>
    public void UInt128(UInt128 value) => BinaryPrimitives.WriteUInt128BigEndian(Take(16), value);

    /// <summary>Eight bytes.</summary>
    public void Time(Timestamp value) => UInt64(value.Milliseconds);

    /// <summary>Sixteen bytes.</summary>
    public void Instrument(InstrumentId value) => value.CopyTo(Take(16));

    /// <summary>Twenty bytes.</summary>
    public void Account(AccountAddress value) => value.CopyTo(Take(AccountAddress.Size));

    /// <summary>Sixteen bytes.</summary>
    public void Uetr(Uetr value) => value.CopyTo(Take(Identifiers.Uetr.Size));

    /// <summary>Sixteen bytes.</summary>
    public void Offer(OfferId value) => value.CopyTo(Take(OfferId.Size));

    /// <summary>Thirty-two bytes.</summary>
    public void Hash(Hash256 value) => value.CopyTo(Take(Hash256.Size));

    /// <summary>A 16-bit length and the bytes.</summary>
    /// <exception cref="OverflowException">There are more than 65,535.</exception>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        UInt16(value.Length);
        Raw(value);
    }

    /// <summary>A 32-bit length and the bytes.</summary>
    public void LongBytes(ReadOnlySpan<byte> value)
    {
        UInt32((uint)value.Length);
        Raw(value);
    }

    /// <summary>The bytes alone.</summary>
    public void Raw(ReadOnlySpan<byte> value) => value.CopyTo(Take(value.Length));

    /// <summary>A 16-bit length and the text in UTF-8.</summary>
    public void Text(string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        UInt16(length);
        Encoding.UTF8.GetBytes(value, Take(length));
    }

    private Span<byte> Take(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        var taken = _buffer.AsSpan(_length, count);
        _length += count;
        return taken;
    }
}
