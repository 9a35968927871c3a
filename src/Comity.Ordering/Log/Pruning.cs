using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>
/// Deletes segments from a data folder that every archive named has byte for byte, oldest first. One at a time and durably:
/// stopped anywhere, it leaves a log without gaps, and goes on where it is begun again.
/// </summary>
internal sealed class Pruning(IDisk disk, IReadOnlyList<string> archives, ulong checkpointHeight)
{
    private readonly List<string> pruned = [];

    /// <summary>Prunes the data folder's own archive, and then its log.</summary>
    /// <param name="own">The data folder's archive.</param>
    /// <param name="segments">The log's segments, the one that is written last.</param>
    /// <param name="released">Told of each segment that has left the log's folder.</param>
    public PruneReport Run(string own, IReadOnlyList<Segment> segments, Action<Segment> released)
    {
        ArgumentOutOfRangeException.ThrowIfZero(archives.Count, nameof(archives));
        var archived = ArchivedIn(own);
        // A stop while one was moved there left it in both.
        ulong[] heights =
        [
            .. archived.Select(static one => one.First),
            .. segments.Select(static one => one.FirstHeight),
        ];
        foreach (var (first, path) in archived)
        {
            var next = heights.Where(height => height > first).DefaultIfEmpty(ulong.MaxValue).Min();
            if (Prune(path, next - 1, delete => delete(path)) is { } kept)
            {
                return new PruneReport(pruned, kept);
            }
        }
        for (var index = 0; index + 1 < segments.Count; index++)
        {
            var segment = segments[index];
            var last = segments[index + 1].FirstHeight - 1;
            var copy = Path.Combine(archives[0], SegmentName.Of(segment.FirstHeight));
            // Readers that are in it go on with the archive's.
            if (Prune(segment.FilePath, last, delete => segment.Move(copy, (from, _) => delete(from))) is { } kept)
            {
                return new PruneReport(pruned, kept);
            }
            released(segment);
        }
        return new PruneReport(pruned, null);
    }

    private KeptSegment? Prune(string path, ulong lastHeight, Action<Action<string>> deletion)
    {
        var name = Path.GetFileName(path);
        if (lastHeight > checkpointHeight)
        {
            var needed =
                checkpointHeight == 0 ? "no checkpoint" : $"the oldest checkpoint kept is at {checkpointHeight}";
            return new KeptSegment(
                name,
                KeptReason.NotCheckpointed,
                $"{path}: not checkpointed yet: it ends at height {lastHeight}, and {needed}; the node needs it to start."
            );
        }
        foreach (var archive in archives)
        {
            if (ObstacleIn(archive, path) is var (reason, explanation))
            {
                return new KeptSegment(name, reason, explanation);
            }
        }
        try
        {
            deletion(disk.Delete);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new KeptSegment(name, KeptReason.NotDeletable, $"{path}: cannot be deleted: {fault.Message}");
        }
        CrashPoint.Reach(DurableStep.MidPrune);
        disk.FlushFolder(Path.GetDirectoryName(path)!);
        if (!pruned.Contains(name, StringComparer.Ordinal))
        {
            pruned.Add(name);
        }
        return null;
    }

    private (KeptReason Reason, string Explanation)? ObstacleIn(string archive, string path)
    {
        var copy = Path.Combine(archive, Path.GetFileName(path));
        try
        {
            if (!disk.Names(archive).Contains(Path.GetFileName(path), StringComparer.Ordinal))
            {
                return (KeptReason.NotArchived, $"{path}: not archived: {archive} has no such file.");
            }
            switch (SegmentComparison.Run(disk, path, copy))
            {
                case SegmentComparison.OneFile:
                    return (
                        KeptReason.OnlyCopy,
                        $"{path}: {copy} is this very file, and the only copy. Name an archive elsewhere."
                    );
                case SegmentComparison.Differs(var at):
                    return (
                        KeptReason.ArchiveDiffers,
                        $"{path}: {copy} differs at byte {at}. One of them is damaged: ./comity audit tells which."
                    );
                default:
                    disk.FlushFolder(archive);
                    return null;
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (KeptReason.ArchiveUnreadable, $"{path}: {copy} cannot be read: {fault.Message}");
        }
    }

    private List<(ulong First, string Path)> ArchivedIn(string folder)
    {
        var found = new List<(ulong First, string Path)>();
        foreach (var name in disk.Names(folder))
        {
            if (SegmentName.TryParse(name, out var first))
            {
                found.Add((first, Path.Combine(folder, name)));
            }
        }
        return found;
    }
}
