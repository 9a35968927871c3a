namespace Comity.Ordering.Log;

/// <summary>The ways in which a log can be damaged.</summary>
public enum LogDamageKind
{
    /// <summary>The header of a segment is not what was written, or the file has another segment's name.</summary>
    DamagedSegmentHeader = 1,

    /// <summary>A record that was acknowledged is not what was written.</summary>
    DamagedRecord = 2,

    /// <summary>The seal at the end of a full segment is not what was written.</summary>
    DamagedSeal = 3,

    /// <summary>Each record is sound by itself, but one does not continue the one before it.</summary>
    BrokenChain = 4,

    /// <summary>A segment between two others, or the first, is not there.</summary>
    MissingSegment = 5,

    /// <summary>Two segments claim the same heights.</summary>
    OverlappingSegment = 6,

    /// <summary>There is a file that is no part of a log.</summary>
    ForeignFile = 7,

    /// <summary>The log ends, in good order, before a record that was acknowledged.</summary>
    AcknowledgedRecordsMissing = 8,

    /// <summary>The end of the log is damaged, and the marker that would tell whether it was acknowledged is lost.</summary>
    UnprovenTail = 9,
}
