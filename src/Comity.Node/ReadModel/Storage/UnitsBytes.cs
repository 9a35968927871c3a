using System.Buffers.Binary;
using System.Numerics;

namespace Comity.Node.ReadModel.Storage;

/// <summary>
/// Minor units as databases keep them: the number of bytes, then that many bytes of the value, most significant first and
/// without leading zeros. Every value of 128 bits fits, and byte strings sort as their values do.
/// </summary>
internal static class UnitsBytes
{
    /// <summary>Bytes of the greatest.</summary>
    public const int MostBytes = 17;

    /// <summary>Writes them.</summary>
    /// <returns>How many bytes.</returns>
    public static int Write(UInt128 units, Span<byte> destination)
    {
        Span<byte> whole = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(whole, units);
        var length = 16 - ((int)UInt128.LeadingZeroCount(units) / 8);
        destination[0] = (byte)length;
        whole[(16 - length)..].CopyTo(destination[1..]);
        return length + 1;
    }

    /// <summary>Reads them back.</summary>
    /// <exception cref="InvalidDataException">They were not written here.</exception>
    public static UInt128 Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.Length != bytes[0] + 1 || bytes.Length > MostBytes)
        {
            throw new InvalidDataException("An amount in the read model cannot be read: rebuild it.");
        }

        Span<byte> whole = stackalloc byte[16];
        whole.Clear();
        bytes[1..].CopyTo(whole[(17 - bytes.Length)..]);
        return BinaryPrimitives.ReadUInt128BigEndian(whole);
    }
}
