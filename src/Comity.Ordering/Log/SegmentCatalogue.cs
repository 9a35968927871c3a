using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>Finds the segments in a log's folders and checks that they are one log: none missing, none twice, none foreign.</summary>
internal static class SegmentCatalogue
{
    /// <summary>The segments of all folders, in order, joined without a gap. The last may be unfinished.</summary>
    public static IReadOnlyList<Segment> Load(IDisk disk, IEnumerable<string> folders)
    {
        var paths = new SortedDictionary<ulong, string>();
        foreach (var folder in folders)
        {
            foreach (var name in disk.Names(folder))
            {
                var path = Path.Combine(folder, name);
                if (SegmentName.TryParse(name, out var first))
                {
                    // A crash between copying to the archive and deleting from the log leaves a segment in both.
                    paths.TryAdd(first, path);
                }
                else if (name != DurableMarker.FileName && !SegmentName.IsPartial(name))
                {
                    throw Damaged(LogDamageKind.ForeignFile, path, 0, 0, "This file is no part of a log.");
                }
            }
        }
        var segments = new List<Segment>(paths.Count);
        foreach (var (first, path) in paths)
        {
            var segment = new Segment(disk, path, ReadHeader(disk, path, first));
            if (segments.Count > 0)
            {
                CheckJoin(segments[^1], segment);
            }
            segments.Add(segment);
        }
        return segments;
    }

    /// <summary>What a step other than a record means in a place where there must be one.</summary>
    public static LogDamagedException Damage(string path, SegmentReader reader, SegmentStep step) =>
        step switch
        {
            SegmentStep.BrokenChain => Damaged(
                LogDamageKind.BrokenChain,
                path,
                reader.Offset,
                reader.NextHeight,
                "The record here is sound but does not continue the one before it."
            ),
            SegmentStep.DamagedPayload => Damaged(
                LogDamageKind.DamagedRecord,
                path,
                reader.Offset,
                reader.NextHeight,
                $"The record's payload of {reader.Header.Length} bytes does not match its SHA-256."
            ),
            SegmentStep.Seal or SegmentStep.End => Damaged(
                LogDamageKind.AcknowledgedRecordsMissing,
                path,
                reader.Offset,
                reader.NextHeight,
                "The segment ends here, and more records were acknowledged."
            ),
            _ => Damaged(
                LogDamageKind.DamagedRecord,
                path,
                reader.Offset,
                reader.NextHeight,
                "There is no sound record header here, and there must be one."
            ),
        };

    public static LogDamagedException Damaged(
        LogDamageKind kind,
        string path,
        long offset,
        ulong height,
        string explanation
    ) => new(new LogDamage(kind, path, offset, height, explanation));

    private static SegmentHeader ReadHeader(IDisk disk, string path, ulong first)
    {
        using var file = disk.Open(path, FileAccess.Read);
        Span<byte> bytes = stackalloc byte[SegmentFormat.SegmentHeaderSize];
        var read = file.Read(bytes, 0);
        if (!SegmentHeader.TryRead(bytes[..read], out var header))
        {
            throw Damaged(LogDamageKind.DamagedSegmentHeader, path, 0, first, "The segment's header is damaged.");
        }
        return header.FirstHeight == first
            ? header
            : throw Damaged(
                LogDamageKind.DamagedSegmentHeader,
                path,
                0,
                first,
                $"The file's name says its first height is {first}, its header says {header.FirstHeight}."
            );
    }

    private static void CheckJoin(Segment segment, Segment next)
    {
        var seal = ReadSeal(segment);
        var path = next.FilePath;
        var expected = seal.LastHeight + 1;
        if (next.FirstHeight > expected)
        {
            throw Damaged(
                LogDamageKind.MissingSegment,
                path,
                0,
                expected,
                $"The segment before this one ends at height {seal.LastHeight}, this one begins at {next.FirstHeight}."
            );
        }
        if (next.FirstHeight < expected)
        {
            throw Damaged(
                LogDamageKind.OverlappingSegment,
                path,
                0,
                next.FirstHeight,
                $"This segment begins at height {next.FirstHeight}, the one before it holds heights up to {seal.LastHeight}."
            );
        }
        if (next.Header.Before != seal.Last)
        {
            throw Damaged(
                LogDamageKind.BrokenChain,
                path,
                0,
                next.FirstHeight,
                $"This segment continues chain hash {next.Header.Before}, the one before it ends with {seal.Last}."
            );
        }
    }

    private static SegmentSeal ReadSeal(Segment segment)
    {
        using var file = segment.OpenToRead();
        var offset = Math.Max(file.Length - SegmentFormat.SealSize, 0);
        Span<byte> bytes = stackalloc byte[SegmentFormat.SealSize];
        var read = file.Read(bytes, offset);
        if (
            SegmentSeal.TryRead(bytes[..read], segment.Header.Salt, out var seal)
            && seal.Offset == offset
            && seal.LastHeight >= segment.FirstHeight
        )
        {
            return seal;
        }
        // Which record, if it is not the seal alone?
        using var reader = new SegmentReader(file, segment.Header);
        SegmentStep step;
        while ((step = reader.Step()) == SegmentStep.Record) { }
        if (step is SegmentStep.DamagedPayload or SegmentStep.BrokenChain || reader.Offset < offset)
        {
            throw Damage(segment.FilePath, reader, step);
        }
        throw Damaged(
            LogDamageKind.DamagedSeal,
            segment.FilePath,
            reader.Offset,
            reader.NextHeight,
            "The segment is not the last, so it must end with a sound seal here."
        );
    }
}
