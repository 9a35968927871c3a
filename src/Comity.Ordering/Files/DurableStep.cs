namespace Comity.Ordering.Files;

/// <summary>The places where a crash leaves the disk in a different state from the place before it.</summary>
public enum DurableStep
{
    /// <summary>A record is about to be written.</summary>
    BeforeAppend = 1,

    /// <summary>A record's header is written, its payload is not.</summary>
    MidAppend = 2,

    /// <summary>A record is with the operating system, not flushed.</summary>
    AfterAppend = 3,

    /// <summary>Records are on the disk; the marker does not say so yet and nobody was told.</summary>
    AfterFlush = 4,

    /// <summary>The marker says what is durable; nobody was told.</summary>
    AfterMarker = 5,

    /// <summary>The next segment exists under its temporary name.</summary>
    MidRollNextPrepared = 6,

    /// <summary>The full segment is sealed; the next has still its temporary name.</summary>
    MidRollSealed = 7,

    /// <summary>The next segment has its name, not durably.</summary>
    MidRollRenamed = 8,

    /// <summary>A checkpoint's content is partly written.</summary>
    MidCheckpoint = 9,

    /// <summary>A checkpoint is on the disk under its temporary name.</summary>
    BeforeCheckpointRename = 10,

    /// <summary>A checkpoint has its name; older ones are not pruned.</summary>
    AfterCheckpointRename = 11,

    /// <summary>A segment is copied to the archive and still in the log.</summary>
    MidArchiveCopied = 12,

    /// <summary>A segment is in the archive and out of the log, not durably.</summary>
    MidArchiveMoved = 13,

    /// <summary>What a newer format needs is in the data folder; its FORMAT file still says the older one.</summary>
    MidUpgradePrepared = 14,

    /// <summary>The FORMAT file says the newer format.</summary>
    AfterUpgradeFormat = 15,

    /// <summary>A backup's files are written; its manifest is still the one before.</summary>
    BeforeBackupManifest = 16,

    /// <summary>A restored folder is whole but for its FORMAT file.</summary>
    BeforeRestoreFormat = 17,

    /// <summary>A segment that an archive has is deleted from the data folder, not durably.</summary>
    MidPrune = 18,
}
