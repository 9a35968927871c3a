namespace Comity.Ordering.Log;

/// <summary>What is wrong with a log that was found damaged, where, and what to do.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="File">The file it is wrong in; for a missing file, the one after it.</param>
/// <param name="Offset">Where in the file, in bytes from its start.</param>
/// <param name="Height">The height of the first record that is damaged or missing.</param>
/// <param name="Explanation">What was found and what should be there.</param>
public sealed record LogDamage(LogDamageKind Kind, string File, long Offset, ulong Height, string Explanation)
{
    /// <summary>What the operator should do.</summary>
    public string Remedy =>
        Kind switch
        {
            LogDamageKind.ForeignFile => "Move the file out of the folder; nothing but the log may be there.",
            LogDamageKind.OverlappingSegment =>
                "Two histories are mixed in one folder. Restore the whole folder from one backup or one other copy.",
            LogDamageKind.BrokenChain =>
                "The segment belongs to another log or another moment of this one. Restore it from a backup or another copy "
                    + "of this log; `comity audit` shows the extent.",
            LogDamageKind.MissingSegment =>
                "Restore the missing segment from the archive, a backup or another copy; `comity audit` shows the extent.",
            LogDamageKind.UnprovenTail =>
                "Restore the whole log folder from a backup or another copy. If there is none, keep a copy of the folder, run "
                    + "`comity audit` on it, and only if the records from this height on were never acknowledged, shorten the "
                    + "file to this offset.",
            _ =>
                "Restore the segment from a backup or another copy; `comity audit` shows the extent. Do not shorten the file: "
                    + "records from this height on were acknowledged.",
        };

    /// <inheritdoc/>
    public override string ToString() => $"{File}, offset {Offset}, height {Height}: {Explanation} {Remedy}";
}
