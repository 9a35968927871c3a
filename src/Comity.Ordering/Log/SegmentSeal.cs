using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Comity.Ordering.Log;

/// <summary>The last 64 bytes of a segment that is full (<see cref="SegmentFormat"/>).</summary>
/// <param name="LastHeight">The height of the segment's last record.</param>
/// <param name="Offset">Where the records end and the seal begins.</param>
/// <param name="Last">The chain hash of the last record.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SegmentSeal(ulong LastHeight, long Offset, ChainHash Last)
{
    public static bool TryRead(ReadOnlySpan<byte> source, long salt, out SegmentSeal seal)
    {
        if (
            source.Length < SegmentFormat.SealSize
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != SegmentFormat.SealMark
            || BinaryPrimitives.ReadUInt64LittleEndian(source[56..]) != XxHash3.HashToUInt64(source[..56], salt)
        )
        {
            seal = default;
            return false;
        }
        seal = new SegmentSeal(
            BinaryPrimitives.ReadUInt64LittleEndian(source[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
            new ChainHash(source.Slice(24, ChainHash.Size))
        );
        return true;
    }

    public void Write(Span<byte> destination, long salt)
    {
        destination[..SegmentFormat.SealSize].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(destination, SegmentFormat.SealMark);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], LastHeight);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], Offset);
        Last.CopyTo(destination[24..]);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[56..], XxHash3.HashToUInt64(destination[..56], salt));
    }
}
