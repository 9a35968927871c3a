using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Comity.Ordering.Log;

/// <summary>The first 64 bytes of a segment (<see cref="SegmentFormat"/>).</summary>
/// <param name="FirstHeight">The height of the segment's first record.</param>
/// <param name="Salt">The seed of the segment's checks.</param>
/// <param name="Before">The chain hash before the first record.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SegmentHeader(ulong FirstHeight, long Salt, ChainHash Before)
{
    public static bool TryRead(ReadOnlySpan<byte> source, out SegmentHeader header)
    {
        if (
            source.Length < SegmentFormat.SegmentHeaderSize
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != SegmentFormat.SegmentMark
            || BinaryPrimitives.ReadUInt64LittleEndian(source[56..]) != XxHash3.HashToUInt64(source[..56])
        )
        {
            header = default;
            return false;
        }
        header = new SegmentHeader(
            BinaryPrimitives.ReadUInt64LittleEndian(source[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[16..]),
            new ChainHash(source.Slice(24, ChainHash.Size))
        );
        return true;
    }

    public void Write(Span<byte> destination)
    {
        destination[..SegmentFormat.SegmentHeaderSize].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(destination, SegmentFormat.SegmentMark);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], FirstHeight);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], Salt);
        Before.CopyTo(destination[24..]);
        BinaryPrimitives.WriteUInt64LittleEndian(destination[56..], XxHash3.HashToUInt64(destination[..56]));
    }
}
