using System.Diagnostics;
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
    /// <exception cref="LogDamagedException">The archive holds another file under a segment's name; the segment stays in the log.</exception>
    public static IReadOnlyList<string> Move(BlockLog log, string folder, ulong checkpointHeight)
    {
        ArgumentNullException.ThrowIfNull(log);
        return Move(log.Disk, log.Segments, folder, checkpointHeight, log.Release);
    }

    /// <summary>The same on the segments of a log that may be open or not, telling of each that has left the log's folder.</summary>
    internal static IReadOnlyList<string> Move(
        IDisk disk,
        IReadOnlyList<Segment> segments,
        string folder,
        ulong checkpointHeight,
        Action<Segment> released
    )
    {
        var moved = new List<string>();
        for (
            var index = 0;
            index + 1 < segments.Count && segments[index + 1].FirstHeight - 1 <= checkpointHeight;
            index++
        )
        {
            var segment = segments[index];
            var name = SegmentName.Of(segment.FirstHeight);
            var there = disk.Names(folder).Contains(name, StringComparer.Ordinal);
            segment.Move(Path.Combine(folder, name), (from, to) => MoveFile(disk, from, to, there));
            released(segment);
            moved.Add(name);
        }
        return moved;
    }

    // The archived name is durable before the name in the log is gone: at every moment the segment is in one, or in both.
    private static void MoveFile(IDisk disk, string from, string to, bool isThere)
    {
        var renamed = !isThere && disk.TryRename(from, to);
        if (!renamed)
        {
            if (!isThere)
            {
                Copy(disk, from, to);
            }
            // What is deleted here must be on the other disk, and not only in its cache.
            RequireSame(disk, from, to);
        }
        disk.FlushFolder(Path.GetDirectoryName(to)!);
        CrashPoint.Reach(DurableStep.MidArchiveCopied);
        if (!renamed)
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

    private static void RequireSame(IDisk disk, string segment, string archived)
    {
        var explanation = SegmentComparison.Run(disk, segment, archived) switch
        {
            SegmentComparison.Same => null,
            SegmentComparison.OneFile => "The archive's folder is the log's: name another.",
            SegmentComparison.Differs(var at) =>
                $"The archive has a file of this name that differs from the log's at byte {at}: another log's segment, or a copy that is damaged. Move it away.",
            var other => throw new UnreachableException($"{other}"),
        };
        if (explanation is not null)
        {
            _ = SegmentName.TryParse(Path.GetFileName(segment), out var first);
            throw SegmentCatalogue.Damaged(LogDamageKind.OverlappingSegment, archived, 0, first, explanation);
        }
    }
}
