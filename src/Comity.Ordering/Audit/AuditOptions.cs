using Comity.Ordering.Files;
using Comity.Ordering.Log;

namespace Comity.Ordering.Audit;

/// <summary>What to audit, and how.</summary>
public sealed record AuditOptions
{
    /// <summary>The data folder, of a node that is stopped, or a copy. Nothing in it is changed.</summary>
    public required string Folder { get; init; }

    /// <summary>Folders that segments were archived to, besides the data folder's own.</summary>
    public IReadOnlyList<string> Archives { get; init; } = [];

    /// <summary>Every invariant is checked over the whole state after so many blocks, and at the end.</summary>
    public ulong CheckEveryBlocks { get; init; } = 10_000;

    /// <summary>Told of progress: the height just replayed and the last one.</summary>
    public IProgress<(ulong Height, ulong Last)>? Progress { get; init; }

    /// <summary>The layout of the log.</summary>
    public BlockLogOptions Log { get; init; } = new();

    /// <summary>The disk.</summary>
    public IDisk Disk { get; init; } = RealDisk.Instance;

    /// <summary>What measures how long it takes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
