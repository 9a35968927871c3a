using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>
/// Moves segments out of a log that its node no longer needs to start, to where an auditor still finds them
/// (<see cref="BlockLog.ReadAll"/>).
/// </summary>
public static class Archive
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Moves every full segment whose last height is at or below a checkpoint's.</summary>
    /// <param name="log">The log. Readers may be reading; appending may go on.</param>
    /// <param name="folder">Where to, on any file system; it exists.</param>
    /// <param name="checkpointHeight">
    /// The height of the oldest checkpoint that is kept: replay from it begins one higher, so nothing at or below is needed.
    /// </param>
    /// <returns>The names of the segments moved, oldest first.</returns>
    /// <exception cref="DiskFullException">There is no space in the archive; the segment concerned stays in the log.</exception>
    /// <exception cref="LogDamagedException">The archive holds another log's segment of the same heights.</exception>
    public static IReadOnlyList<string> Move(BlockLog log, string folder, ulong checkpointHeight)
    {
        ArgumentNullException.ThrowIfNull(log);
        var moved = new List<string>();
        var segments = log.Segments;
        for (
            var index = 0;
            index + 1 < segments.Count && segments[index + 1].FirstHeight - 1 <= checkpointHeight;
            index++
        )
        {
            var segment = segments[index];
            var name = SegmentName.Of(segment.FirstHeight);
            var target = Path.Combine(folder, name);
            if (log.Disk.Names(folder).Contains(name, StringComparer.Ordinal))
            {
                CheckSame(log.Disk, segment, target);
            }
            segment.Move(target, (from, to) => MoveFile(log.Disk, from, to));
            log.Release(segment);
            moved.Add(name);
        }
        return moved;
    }

    // The archived name is durable before the name in the log is gone: at every moment the segment is in one, or in both.
    private static void MoveFile(IDisk disk, string from, string to)
    {
        var moved = disk.TryRename(from, to);
        if (!moved)
        {
            Copy(disk, from, to);
        }
        disk.FlushFolder(Path.GetDirectoryName(to)!);
        CrashPoint.Reach(DurableStep.MidArchiveCopied);
        if (!moved)
        {
            disk.Delete(from);
        }
        CrashPoint.Reach(DurableStep.MidArchiveMoved);
        disk.FlushFolder(Path.GetDirectoryName(from)!);
    }

    private static void Copy(IDisk disk, string from, string to)
    {
        var partial = to[..^SegmentName.Extension.Length] + SegmentName.PartialExtension;
        if (disk.Names(Path.GetDirectoryName(to)!).Contains(Path.GetFileName(partial), StringComparer.Ordinal))
        {
            disk.Delete(partial);
        }
        using (var source = disk.Open(from, FileAccess.Read))
        using (var target = disk.Create(partial))
        {
            try
            {
                var buffer = new byte[CopyBytes];
                long offset = 0;
                int read;
                while ((read = source.Read(buffer, offset)) > 0)
                {
                    target.Write(buffer.AsSpan(0, read), offset);
                    offset += read;
                }
                target.Flush();
            }
            catch (DiskFullException)
            {
                disk.Delete(partial);
                throw;
            }
        }
        disk.TryRename(partial, to);
    }

    private static void CheckSame(IDisk disk, Segment segment, string path)
    {
        using var file = disk.Open(path, FileAccess.Read);
        Span<byte> bytes = stackalloc byte[SegmentFormat.SegmentHeaderSize];
        var read = file.Read(bytes, 0);
        // The salt in the header is random: equal headers are the same segment, copied before a crash.
        if (!SegmentHeader.TryRead(bytes[..read], out var header) || header != segment.Header)
        {
            throw SegmentCatalogue.Damaged(
                LogDamageKind.OverlappingSegment,
                path,
                0,
                segment.FirstHeight,
                "The archive holds another log's segment under this name."
            );
        }
    }
}
