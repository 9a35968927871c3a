using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>
/// Reads the last segment whole and decides about its end. A record is cut only if nothing says that it was acknowledged:
/// neither the marker nor what any sound header behind it says was durable when it was written.
/// </summary>
internal static class TailScan
{
    private const int WindowSize = 1 << 20;
    private const int ZeroWindowSize = 64 << 10;

    /// <summary>Scans; nothing is changed.</summary>
    /// <exception cref="LogDamagedException">The damage touches what was acknowledged, or that cannot be told.</exception>
    public static TailState Scan(Segment segment, IDiskFile file, Acknowledged acknowledged)
    {
        using var reader = new SegmentReader(file, segment.Header);
        SegmentStep step;
        while ((step = reader.Step()) == SegmentStep.Record)
        {
            segment.Index.Add(reader.Header.Height, reader.Offset, reader.NextOffset - reader.Offset);
            if (
                acknowledged.Known
                && reader.Header.Height == acknowledged.Height
                && reader.Previous != acknowledged.Hash
            )
            {
                throw SegmentCatalogue.Damaged(
                    LogDamageKind.BrokenChain,
                    segment.FilePath,
                    reader.Offset,
                    acknowledged.Height,
                    $"The durable marker says the chain hash at this height is {acknowledged.Hash}, it is {reader.Previous}."
                );
            }
        }
        var last = reader.NextHeight - 1;
        var torn = step is not (SegmentStep.Seal or SegmentStep.End) && !IsZero(file, reader.Offset);
        if (step == SegmentStep.BrokenChain || (torn && Evidence(segment, file, reader.Offset, last) > last))
        {
            throw SegmentCatalogue.Damage(segment.FilePath, reader, step);
        }
        if (acknowledged.Known && acknowledged.Height > last)
        {
            throw SegmentCatalogue.Damage(segment.FilePath, reader, torn ? step : SegmentStep.End);
        }
        if (torn && !acknowledged.Known)
        {
            throw SegmentCatalogue.Damaged(
                LogDamageKind.UnprovenTail,
                segment.FilePath,
                reader.Offset,
                reader.NextHeight,
                $"The log ends in a damaged record, and {DurableMarker.FileName}, which tells what was acknowledged, is lost."
            );
        }
        return new TailState(last, reader.Previous, reader.NextOffset, step == SegmentStep.Seal, torn);
    }

    private static bool IsZero(IDiskFile file, long offset)
    {
        var window = new byte[ZeroWindowSize];
        int read;
        while ((read = file.Read(window, offset)) > 0)
        {
            if (window.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return false;
            }
            offset += read;
        }
        return true;
    }

    // The highest height that some sound header from the offset on says was durable.
    private static ulong Evidence(Segment segment, IDiskFile file, long offset, ulong last)
    {
        var window = new byte[WindowSize];
        var highest = 0UL;
        int read;
        while ((read = file.Read(window, offset)) >= SegmentFormat.SealSize)
        {
            for (var at = 0; at < read; at++)
            {
                var next = window.AsSpan(at, read - at).IndexOf("CM"u8);
                if (next < 0)
                {
                    break;
                }
                at += next;
                var bytes = window.AsSpan(at, read - at);
                if (RecordHeader.TryRead(bytes, segment.Header.Salt, out var header) && header.Height > last)
                {
                    highest = Math.Max(highest, header.Durable);
                }
                else if (SegmentSeal.TryRead(bytes, segment.Header.Salt, out var seal))
                {
                    // A seal is written only when all before it is durable.
                    highest = Math.Max(highest, seal.LastHeight);
                }
            }
            if (read < window.Length)
            {
                break;
            }
            // Overlapping, for a header that lies across.
            offset += read - SegmentFormat.RecordHeaderSize;
        }
        return highest;
    }
}
