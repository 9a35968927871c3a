using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>Brings a log's folder from whatever a stop left there to a state that can be appended to.</summary>
internal static class LogRecovery
{
    /// <summary>What a log is opened with.</summary>
    public sealed record Recovered(
        IReadOnlyList<Segment> Segments,
        SegmentWriter Writer,
        DurableMarker Marker,
        ChainHash LastHash,
        LogOpening Opening
    );

    public static Recovered Recover(IDisk disk, string folder, BlockLogOptions options, byte[] zeros)
    {
        var names = disk.Names(folder);
        foreach (var partial in names.Where(SegmentName.IsPartial))
        {
            disk.Delete(Path.Combine(folder, partial));
        }
        // A process that died in a roll may have left a segment whose name is not durable yet.
        disk.FlushFolder(folder);
        var segments = SegmentCatalogue.Load(disk, [folder]);
        var hasMarker = names.Contains(DurableMarker.FileName, StringComparer.Ordinal);
        return segments.Count == 0
            ? Begin(disk, folder, options, zeros, hasMarker)
            : Continue(disk, folder, options, zeros, hasMarker, segments);
    }

    /// <summary>Checks that a log's first segment begins where the log's history does, if it is the first there ever was.</summary>
    public static void CheckBeginning(Segment first, BlockLogOptions options)
    {
        if (first.FirstHeight < options.FirstHeight)
        {
            throw SegmentCatalogue.Damaged(
                LogDamageKind.OverlappingSegment,
                first.FilePath,
                0,
                first.FirstHeight,
                $"This log's first height is {options.FirstHeight}, the segment begins at {first.FirstHeight}."
            );
        }
        if (first.FirstHeight == options.FirstHeight && first.Header.Before != options.Genesis)
        {
            throw SegmentCatalogue.Damaged(
                LogDamageKind.BrokenChain,
                first.FilePath,
                0,
                first.FirstHeight,
                $"The segment begins with chain hash {first.Header.Before}, this log with {options.Genesis}."
            );
        }
    }

    private static Recovered Begin(IDisk disk, string folder, BlockLogOptions options, byte[] zeros, bool hasMarker)
    {
        var before = options.FirstHeight - 1;
        DurableMarker marker;
        if (hasMarker)
        {
            marker = DurableMarker.Open(disk, folder, FileAccess.ReadWrite);
            if (marker.Known && marker.Height > before)
            {
                throw SegmentCatalogue.Damaged(
                    LogDamageKind.AcknowledgedRecordsMissing,
                    Path.Combine(folder, SegmentName.Of(options.FirstHeight)),
                    0,
                    options.FirstHeight,
                    $"There are no segments, and records up to height {marker.Height} were acknowledged."
                );
            }
            marker.WriteBoth(before, options.Genesis);
            disk.FlushFolder(folder);
        }
        else
        {
            marker = DurableMarker.Create(disk, folder, before, options.Genesis);
        }
        var writer = SegmentWriter.Prepare(disk, folder, options.FirstHeight, options.Genesis, zeros);
        writer.Publish(disk);
        return new Recovered([writer.Segment], writer, marker, options.Genesis, new LogOpening(before, [], false));
    }

    private static Recovered Continue(
        IDisk disk,
        string folder,
        BlockLogOptions options,
        byte[] zeros,
        bool hasMarker,
        IReadOnlyList<Segment> segments
    )
    {
        CheckBeginning(segments[0], options);
        var last = segments[^1];
        var marker = hasMarker ? DurableMarker.Open(disk, folder, FileAccess.ReadWrite) : null;
        var acknowledged = marker is null ? default : Acknowledged.By(marker);
        var file = disk.Open(last.FilePath, FileAccess.ReadWrite);
        TailState tail;
        // A process that died may have left records that were never flushed. They are part of the log now, so they must be
        // on the disk before anyone is told; and what is read must be the disk's, not a cache's that a flush failed to write.
        try
        {
            file.Flush();
            file.DropCache();
            tail = TailScan.Scan(last, file, acknowledged);
        }
        catch
        {
            file.Dispose();
            marker?.Dispose();
            throw;
        }
        var length = file.Length;
        IReadOnlyList<TailCut> cuts = tail.Torn
            ? [new TailCut(last.FilePath, tail.End, length - tail.End, tail.LastHeight + 1)]
            : [];
        if (length > tail.End)
        {
            file.SetLength(tail.End);
            file.Flush();
        }
        if (marker is null)
        {
            marker = DurableMarker.Create(disk, folder, tail.LastHeight, tail.LastHash);
        }
        else
        {
            marker.WriteBoth(tail.LastHeight, tail.LastHash);
        }
        var opening = new LogOpening(tail.LastHeight, cuts, !acknowledged.Known);
        if (!tail.Sealed)
        {
            var writer = SegmentWriter.Continue(last, file, zeros);
            return new Recovered(segments, writer, marker, tail.LastHash, opening);
        }
        file.Dispose();
        var next = SegmentWriter.Prepare(disk, folder, tail.LastHeight + 1, tail.LastHash, zeros);
        next.Publish(disk);
        return new Recovered([.. segments, next.Segment], next, marker, tail.LastHash, opening);
    }
}
