using System.Buffers.Binary;
using Comity.Ordering.Files;
using Comity.Ordering.Log;

namespace Comity.Ordering.Audit;

/// <summary>Reads every segment by itself and passes over what is damaged, to say how far damage goes.</summary>
internal static class DamageScan
{
    private const int SearchBytes = 1 << 20;

    /// <summary>Finds all damaged stretches, and counts the sound records.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="folders">The archives and the log's folder.</param>
    /// <param name="first">The damage that is known; the scan begins at its height.</param>
    public static (IReadOnlyList<AuditDamage> Damage, ulong Sound) Run(
        IDisk disk,
        IReadOnlyList<string> folders,
        LogDamage first
    )
    {
        var found = new List<AuditDamage>();
        var sound = 0UL;
        var files = Files(disk, folders);
        var heights = files.Keys.ToArray();
        for (var index = 0; index < heights.Length; index++)
        {
            var end = index + 1 < heights.Length ? heights[index + 1] : ulong.MaxValue;
            if (end > first.Height)
            {
                sound += ScanFile(disk, files[heights[index]], heights[index], end, first.Height, found);
            }
        }

        if (found.Count == 0)
        {
            found.Add(new AuditDamage(first.File, first.Offset, first.Height, first.Height, first.ToString()));
        }

        return (found, sound);
    }

    /// <summary>The segments that begin at or below a height and have sound headers, up to the first that has not.</summary>
    public static IReadOnlyList<Segment> SegmentsUpTo(IDisk disk, IReadOnlyList<string> folders, ulong height)
    {
        var segments = new List<Segment>();
        foreach (var (first, path) in Files(disk, folders))
        {
            if (first > height || !TryReadHeader(disk, path, first, out var header))
            {
                break;
            }

            segments.Add(new Segment(disk, path, header));
        }

        return segments;
    }

    private static SortedDictionary<ulong, string> Files(IDisk disk, IReadOnlyList<string> folders)
    {
        var files = new SortedDictionary<ulong, string>();
        foreach (var folder in folders)
        {
            foreach (var name in disk.Names(folder))
            {
                if (SegmentName.TryParse(name, out var height))
                {
                    files.TryAdd(height, Path.Combine(folder, name));
                }
            }
        }

        return files;
    }

    private static bool TryReadHeader(IDisk disk, string path, ulong height, out SegmentHeader header)
    {
        using var file = disk.Open(path, FileAccess.Read);
        Span<byte> bytes = stackalloc byte[SegmentFormat.SegmentHeaderSize];
        var read = file.Read(bytes, 0);
        return SegmentHeader.TryRead(bytes[..read], out header) && header.FirstHeight == height;
    }

    private static ulong ScanFile(IDisk disk, string path, ulong height, ulong end, ulong from, List<AuditDamage> found)
    {
        if (!TryReadHeader(disk, path, height, out var header))
        {
            found.Add(
                new AuditDamage(
                    path,
                    0,
                    height,
                    end == ulong.MaxValue ? end : end - 1,
                    "The segment's header is damaged."
                )
            );
            return 0;
        }

        using var file = disk.Open(path, FileAccess.Read);
        var sound = 0UL;
        var next = (Offset: (long)SegmentFormat.SegmentHeaderSize, Height: height);
        while (true)
        {
            using var reader = new SegmentReader(file, header.Salt, next.Offset, next.Height);
            SegmentStep step;
            while ((step = reader.Step()) == SegmentStep.Record)
            {
                sound += reader.NextHeight - 1 >= from ? 1UL : 0;
            }

            if (IsEnd(step, reader, file, end))
            {
                return sound;
            }

            var (at, damaged) = (reader.Offset, reader.NextHeight);
            var after = FindSound(file, header.Salt, at + 1, out var offset, out var soundHeight);
            var last =
                after ? soundHeight - 1
                : end == ulong.MaxValue ? damaged
                : end - 1;
            found.Add(
                new AuditDamage(path, at, damaged, last, "These blocks are not what was written. Restore the segment.")
            );
            if (!after)
            {
                return sound;
            }

            next = (offset, soundHeight);
        }
    }

    // The last segment ends in zeros that were written ahead, or where the file ends; others in a seal, before the next one.
    private static bool IsEnd(SegmentStep step, SegmentReader reader, IDiskFile file, ulong end) =>
        step switch
        {
            SegmentStep.Seal => reader.NextHeight == end || end == ulong.MaxValue,
            SegmentStep.End => end == ulong.MaxValue,
            SegmentStep.Record => false,
            _ => end == ulong.MaxValue && OnlyZeros(file, reader.Offset),
        };

    private static bool OnlyZeros(IDiskFile file, long offset)
    {
        var buffer = new byte[SearchBytes];
        int read;
        while ((read = file.Read(buffer, offset)) > 0)
        {
            if (buffer.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                return false;
            }

            offset += read;
        }

        return true;
    }

    private static bool FindSound(IDiskFile file, long salt, long from, out long offset, out ulong height)
    {
        var buffer = new byte[SearchBytes];
        Span<byte> mark = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(mark, SegmentFormat.RecordMark);
        for (offset = from; ; offset += buffer.Length - SegmentFormat.RecordHeaderSize)
        {
            var read = file.Read(buffer, offset);
            var rest = buffer.AsSpan(0, read);
            int at;
            while ((at = rest.IndexOf(mark)) >= 0)
            {
                rest = rest[at..];
                if (RecordHeader.TryRead(rest, salt, out var header))
                {
                    (offset, height) = (offset + read - rest.Length, header.Height);
                    return true;
                }

                rest = rest[1..];
            }

            if (read < buffer.Length)
            {
                height = 0;
                return false;
            }
        }
    }
}
