using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Comity.Ordering.Log;

/// <summary>The 96 bytes before a record's payload (<see cref="SegmentFormat"/>).</summary>
/// <param name="Length">The payload's length, 0 to 64 MiB.</param>
/// <param name="Durable">The height known durable when the record was written; below <paramref name="Height"/>.</param>
/// <param name="Hash">The record's chain hash.</param>
/// <param name="Previous">The previous record's chain hash.</param>
/// <param name="Height">The record's height.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordHeader(
    int Length,
    ulong Durable,
    ChainHash Hash,
    ChainHash Previous,
    ulong Height
)
{
    private const int CheckedFrom = 12;

    public static bool TryRead(ReadOnlySpan<byte> source, long salt, out RecordHeader header)
    {
        header = default;
        if (
            source.Length < SegmentFormat.RecordHeaderSize
            || BinaryPrimitives.ReadUInt32LittleEndian(source) != SegmentFormat.RecordMark
            || BinaryPrimitives.ReadUInt64LittleEndian(source[4..]) != Check(source, salt)
        )
        {
            return false;
        }
        var length = BinaryPrimitives.ReadUInt32LittleEndian(source[92..]);
        if (length > SegmentFormat.LongestPayload)
        {
            return false;
        }
        header = new RecordHeader(
            (int)length,
            BinaryPrimitives.ReadUInt64LittleEndian(source[CheckedFrom..]),
            new ChainHash(source.Slice(20, ChainHash.Size)),
            new ChainHash(source.Slice(SegmentFormat.HashedFrom, ChainHash.Size)),
            BinaryPrimitives.ReadUInt64LittleEndian(source[84..])
        );
        return true;
    }

    /// <summary>Writes what the chain hash covers before the payload: bytes 52 to 95.</summary>
    public static void WriteHashed(Span<byte> header, ChainHash previous, ulong height, int length)
    {
        previous.CopyTo(header[SegmentFormat.HashedFrom..]);
        BinaryPrimitives.WriteUInt64LittleEndian(header[84..], height);
        BinaryPrimitives.WriteUInt32LittleEndian(header[92..], (uint)length);
    }

    /// <summary>Completes a header whose bytes 52 to 95 are written.</summary>
    public static void WriteRest(Span<byte> header, ChainHash hash, ulong durable, long salt)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, SegmentFormat.RecordMark);
        BinaryPrimitives.WriteUInt64LittleEndian(header[CheckedFrom..], durable);
        hash.CopyTo(header[20..]);
        BinaryPrimitives.WriteUInt64LittleEndian(header[4..], Check(header, salt));
    }

    private static ulong Check(ReadOnlySpan<byte> header, long salt) =>
        XxHash3.HashToUInt64(header[CheckedFrom..SegmentFormat.RecordHeaderSize], salt);
}
