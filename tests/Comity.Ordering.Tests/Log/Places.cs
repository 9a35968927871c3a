using Comity.Ordering.Log;

namespace Comity.Ordering.Tests.Log;

/// <summary>Where things are in a sound segment.</summary>
internal static class Places
{
    /// <summary>The offsets of header, records and seal.</summary>
    public static IReadOnlyList<int> Of(ReadOnlySpan<byte> segment)
    {
        Assert.True(SegmentHeader.TryRead(segment, out var header));
        var places = new List<int> { 0 };
        var at = SegmentFormat.SegmentHeaderSize;
        while (RecordHeader.TryRead(segment[at..], header.Salt, out var record))
        {
            places.Add(at);
            at += SegmentFormat.RecordHeaderSize + record.Length;
        }
        if (at < segment.Length)
        {
            places.Add(at);
        }
        return places;
    }

    /// <summary>The beginning of what holds a byte.</summary>
    public static long Holding(ReadOnlySpan<byte> segment, int offset) => Of(segment).Last(place => place <= offset);
}
