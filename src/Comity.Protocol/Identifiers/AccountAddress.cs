using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using SimpleBase;

namespace Comity.Protocol.Identifiers;

/// <summary>
/// A pseudonymous account: 20 bytes that say nothing of their owner. Its text form is Base58Check with version byte 0x1C
/// (34 characters, so it fits ISO 20022 Max34Text), which catches typing errors.
/// </summary>
public readonly struct AccountAddress : IEquatable<AccountAddress>, IComparable<AccountAddress>
{
    /// <summary>Bytes in an address.</summary>
    public const int Size = 20;

    private const byte TextVersion = 0x1C;
    private readonly ulong _high;
    private readonly ulong _middle;
    private readonly uint _low;

    /// <summary>Takes the 20 bytes of an address.</summary>
    /// <exception cref="ArgumentException">There are not exactly 20.</exception>
    public AccountAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("An account address has 20 bytes.", nameof(bytes));
        }

        _high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _middle = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _low = BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]);
    }

    /// <summary>A fresh random address.</summary>
    public static AccountAddress Random() => new(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string text, out AccountAddress address)
    {
        address = default;
        Span<byte> bytes = stackalloc byte[64];
        if (
            text.Length is < 20 or > 40
            // The decoder's table ends with ASCII.
            || !System.Text.Ascii.IsValid(text)
            || !Base58.Bitcoin.TryDecodeCheck(text, bytes, out var version, out var written)
            || version != TextVersion
            || written != Size
        )
        {
            return false;
        }

        address = new AccountAddress(bytes[..Size]);
        return true;
    }

    /// <summary>Writes the 20 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _middle);
        BinaryPrimitives.WriteUInt32BigEndian(destination[16..], _low);
    }

    /// <summary>The 20 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <inheritdoc/>
    public int CompareTo(AccountAddress other)
    {
        var order = _high.CompareTo(other._high);
        order = order != 0 ? order : _middle.CompareTo(other._middle);
        return order != 0 ? order : _low.CompareTo(other._low);
    }

    /// <inheritdoc/>
    public bool Equals(AccountAddress other) => _high == other._high && _middle == other._middle && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is AccountAddress other && Equals(other);

    /// <summary>Its hash: the same while the process lives, another in the next. It decides where things are kept, nothing more.</summary>
    public int ProcessHash => HashCode.Combine(_high, _middle, _low);

    /// <inheritdoc/>
    public override int GetHashCode() => ProcessHash;

    /// <inheritdoc/>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Base58.Bitcoin.EncodeCheck(bytes, TextVersion);
    }

    /// <summary>Whether both are the same account.</summary>
    public static bool operator ==(AccountAddress left, AccountAddress right) => left.Equals(right);

    /// <summary>Whether they are different accounts.</summary>
    public static bool operator !=(AccountAddress left, AccountAddress right) => !left.Equals(right);
}
