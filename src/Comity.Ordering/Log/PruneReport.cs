namespace Comity.Ordering.Log;

/// <summary>What pruning a log came to.</summary>
/// <param name="Pruned">The names of the segments that are in the data folder no more, oldest first.</param>
/// <param name="Kept">The oldest full segment that is still there, and why; nothing where there is none.</param>
public sealed record PruneReport(IReadOnlyList<string> Pruned, KeptSegment? Kept);

/// <summary>A segment that was not pruned. Nothing after it was: a log has no gaps.</summary>
/// <param name="Segment">Its name.</param>
/// <param name="Reason">Why.</param>
/// <param name="Explanation">The same as a sentence, with the file and the place.</param>
public sealed record KeptSegment(string Segment, KeptReason Reason, string Explanation);

/// <summary>Why a full segment was not pruned. The numbers are those of the wire.</summary>
public enum KeptReason
{
    /// <summary>The node needs it to start: no checkpoint that is kept is at or after its last block.</summary>
    NotCheckpointed = 1,

    /// <summary>An archive does not have it.</summary>
    NotArchived = 2,

    /// <summary>An archive has another file under its name.</summary>
    ArchiveDiffers = 3,

    /// <summary>The archive's file is the very file that would be deleted.</summary>
    OnlyCopy = 4,

    /// <summary>The archive's file cannot be read.</summary>
    ArchiveUnreadable = 5,

    /// <summary>The segment cannot be deleted, as where its folder is read-only.</summary>
    NotDeletable = 6,
}
