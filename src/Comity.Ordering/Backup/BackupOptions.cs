namespace Comity.Ordering.Backup;

/// <summary>What to back up, and where to.</summary>
public sealed record BackupOptions
{
    /// <summary>The data folder of a node, running or stopped.</summary>
    public required string Data { get; init; }

    /// <summary>Folders that segments of its log were archived to, besides its own.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>The backup's folder: missing, empty, or holding an earlier backup of the same node, which is brought up to date.</summary>
    public required string Destination { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of each file before it is copied.</summary>
    public Action<string> Told { get; init; } = static _ => { };
}
