namespace Comity.Ordering.Checkpoints;

/// <summary>What looking for the newest sound checkpoint found.</summary>
/// <param name="Damaged">The newer ones that were passed over, newest first. Tell the operator: the disk may be failing.</param>
public abstract record CheckpointSearch(IReadOnlyList<DamagedCheckpoint> Damaged)
{
    /// <summary>There is a sound one.</summary>
    /// <param name="Checkpoint">It, owned by the caller.</param>
    /// <param name="Damaged">The newer ones that were passed over.</param>
    public sealed record Found(Checkpoint Checkpoint, IReadOnlyList<DamagedCheckpoint> Damaged)
        : CheckpointSearch(Damaged);

    /// <summary>There is none: replay from the beginning of the log, and of its archive.</summary>
    /// <param name="Damaged">All that were there.</param>
    public sealed record None(IReadOnlyList<DamagedCheckpoint> Damaged) : CheckpointSearch(Damaged);
}
