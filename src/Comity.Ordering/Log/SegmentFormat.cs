namespace Comity.Ordering.Log;

/// <summary>The sizes and marks of a segment file. All integers are little-endian; all offsets and lengths are in bytes.</summary>
/// <remarks>
/// <code>
/// segment = header (64), record*, [seal (64)], zeros*
///
/// segment header                       record                               seal
///  0  4 mark "CMS1"                     0  4 mark "CMR1"                     0  4 mark "CME1"
///  4  4 zero                            4  8 check of bytes 12 to 95         4  4 zero
///  8  8 first height                   12  8 height known durable when       8  8 last height
/// 16  8 salt, random                         this record was written        16  8 offset of this seal
/// 24 32 chain hash before the first    20 32 chain hash of this record      24 32 chain hash of the last record
/// 56  8 check of bytes 0 to 55         52 32 chain hash of the previous     56  8 check of bytes 0 to 55
///                                      84  8 height
///                                      92  4 payload length
///                                      96    payload
/// </code>
/// A check is XXH3-64, seeded with the segment's salt; the segment header's own is seeded with 0. The salt makes it impossible for a payload to hold something that passes for a record, and for a record of
/// another segment to pass for one of this. The chain hash of a record is SHA-256 of its bytes from 52 to the end of its
/// payload (previous, height, length, payload): checksum of this record and link of the next in one pass.
/// A segment without a seal is the last. What follows its records is zeros written ahead, or a torn record.
/// </remarks>
internal static class SegmentFormat
{
    public const uint SegmentMark = 0x31534D43;
    public const uint RecordMark = 0x31524D43;
    public const uint SealMark = 0x31454D43;

    public const int SegmentHeaderSize = 64;
    public const int RecordHeaderSize = 96;
    public const int SealSize = 64;

    /// <summary>Where in a record begins what its chain hash covers.</summary>
    public const int HashedFrom = 52;

    /// <summary>The longest payload, so that a reader's buffer has a bound: 64 MiB.</summary>
    public const int LongestPayload = 64 << 20;
}
