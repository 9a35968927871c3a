using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>
/// Where some of a segment's records are: one for every 64 KiB, kept as they are written, or found by walking from header to
/// header when an old segment is first asked for. Holds nothing that is not in the segment.
/// </summary>
internal sealed class SegmentIndex
{
    private const int Distance = 64 << 10;
    private readonly Lock access = new();
    private readonly List<(ulong Height, long Offset)> entries = [];
    private (ulong Height, long Offset) walked;

    /// <summary>Notes a record, in order of height.</summary>
    public void Add(ulong height, long offset, long size)
    {
        lock (access)
        {
            AddLocked(height, offset, size);
        }
    }

    /// <summary>
    /// Where the record at a height begins, or the first record before it whose header is not sound.
    /// </summary>
    public (ulong Height, long Offset) Find(IDiskFile file, SegmentHeader header, ulong height)
    {
        lock (access)
        {
            var place = Nearest(header, height);
            Span<byte> bytes = stackalloc byte[SegmentFormat.RecordHeaderSize];
            while (
                place.Height < height
                && file.Read(bytes, place.Offset) == bytes.Length
                && RecordHeader.TryRead(bytes, header.Salt, out var record)
            )
            {
                long size = SegmentFormat.RecordHeaderSize + record.Length;
                if (place.Height == walked.Height)
                {
                    AddLocked(place.Height, place.Offset, size);
                }
                place = (place.Height + 1, place.Offset + size);
            }
            return place;
        }
    }

    private (ulong Height, long Offset) Nearest(SegmentHeader header, ulong height)
    {
        if (walked.Height == 0)
        {
            walked = (header.FirstHeight, SegmentFormat.SegmentHeaderSize);
        }
        if (height >= walked.Height)
        {
            return walked;
        }
        var found = entries.BinarySearch((height, long.MaxValue)) switch
        {
            var exact when exact >= 0 => exact,
            var next => ~next - 1,
        };
        return found < 0 ? (header.FirstHeight, SegmentFormat.SegmentHeaderSize) : entries[found];
    }

    private void AddLocked(ulong height, long offset, long size)
    {
        if (entries.Count == 0 || offset - entries[^1].Offset >= Distance)
        {
            entries.Add((height, offset));
        }
        walked = (height + 1, offset + size);
    }
}
