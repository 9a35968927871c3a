namespace Comity.Ordering.Witness;

/// <summary>What showed that blocks are missing.</summary>
public enum LossEvidence
{
    /// <summary>The witness had seen a height above the log's end.</summary>
    WitnessAhead = 1,

    /// <summary>The witness had seen another history at a height that the log has.</summary>
    WitnessForked = 2,

    /// <summary>The folder is not the one that ran last, and that one was not stopped in good order: its last second may be missing.</summary>
    AnotherFolder = 3,

    /// <summary>A statement that this node signed names a height above its tip.</summary>
    StatementAhead = 4,

    /// <summary>A statement that this node signed names another state at a height that the log has.</summary>
    StatementForked = 5,

    /// <summary>The folder was restored from a backup, and no witness says that nothing was acknowledged after it.</summary>
    RestoredBackup = 6,
}
