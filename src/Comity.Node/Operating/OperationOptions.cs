namespace Comity.Node.Operating;

/// <summary>How a node is operated: what it remembers outside itself, what it logs and measures, when it is ready, how it stops.</summary>
public sealed record OperationOptions
{
    /// <summary>The witness: a file outside the data folder that tells a restored folder from the lost one; absent for none.</summary>
    public string? Witness { get; init; }

    /// <summary>Checkpoints kept, 1 to 100.</summary>
    public int CheckpointsKept { get; init; } = 2;

    /// <summary>Where full log segments that no kept checkpoint needs are moved to after each checkpoint; absent for nowhere.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>The size at which a segment of the log is full and another is begun, in bytes; at least 4 KiB.</summary>
    public long SegmentBytes { get; init; } = 256L << 20;

    /// <summary>How the log is written.</summary>
    public LogFormat LogFormat { get; init; } = LogFormat.Auto;

    /// <summary>The share of requests without a decision by the caller that are traced, 0 to 1.</summary>
    public double TraceRatio { get; init; } = 0.01;

    /// <summary>The node is ready only when the read model is at most so many blocks behind.</summary>
    public ulong ReadyWithinBlocks { get; init; } = 1_000;

    /// <summary>The node is not ready with less free space than this on the data folder's file system, in bytes.</summary>
    public long LeastFreeDisk { get; init; } = 1L << 30;

    /// <summary>How long stopping may take until what is still being answered is cut off.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(20);
}
