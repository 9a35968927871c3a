using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Google.Protobuf;

namespace Comity.Protocol.Transactions;

/// <summary>How typed values look on the wire.</summary>
public static class WireForm
{
    /// <summary>An address as bytes.</summary>
    public static ByteString ToWire(this AccountAddress value) => UnsafeByteOperations.UnsafeWrap(value.ToArray());

    /// <summary>A UETR as bytes.</summary>
    public static ByteString ToWire(this Uetr value) => UnsafeByteOperations.UnsafeWrap(value.ToArray());

    /// <summary>An offer's id as bytes.</summary>
    public static ByteString ToWire(this OfferId value) => UnsafeByteOperations.UnsafeWrap(value.ToArray());

    /// <summary>A hash as bytes.</summary>
    public static ByteString ToWire(this Cryptography.Hash256 value) =>
        UnsafeByteOperations.UnsafeWrap(value.ToArray());

    /// <summary>Minor units in two halves.</summary>
    public static Wire.Units ToWire(this UInt128 value) =>
        new() { Low = unchecked((ulong)value), High = (ulong)(value >> 64) };

    /// <summary>Minor units from their two halves; 0 where absent.</summary>
    public static UInt128 ToUnits(this Wire.Units? value) => WireReader.OptionalUnits(value);

    /// <summary>Milliseconds, with 0 for no end.</summary>
    public static ulong EndToWire(this Timestamp value) => value == Timestamp.Never ? 0 : value.Milliseconds;

    /// <summary>A key with its algorithm.</summary>
    public static Wire.PublicKey ToWire(this PublicKey value) =>
        new() { Algorithm = (Wire.SignatureAlgorithm)(int)value.Algorithm, Key = ByteString.CopyFrom(value.Bytes) };

    /// <summary>Roles as a list.</summary>
    public static IEnumerable<Wire.Role> ToWire(this Roles value) =>
        WireReader.Bits((int)value).Select(static bit => (Wire.Role)bit);

    /// <summary>Permissions as a list.</summary>
    public static IEnumerable<Wire.Permission> ToWire(this Permissions value) =>
        WireReader.Bits((int)value).Select(static bit => (Wire.Permission)bit);
}
