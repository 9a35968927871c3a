using Comity.Ordering.Files;
using Comity.Ordering.Log;

namespace Comity.Ordering.Embedded;

/// <summary>How an embedded engine runs. The defaults suit a server of two to sixteen cores.</summary>
public sealed record EmbeddedEngineOptions
{
    /// <summary>The data folder; made where there is none.</summary>
    public required string Folder { get; init; }

    /// <summary>A serialised comity.v1.Genesis; empty for the one that the folder has.</summary>
    public ReadOnlyMemory<byte> Genesis { get; init; }

    /// <summary>Most transactions taken in and not answered; beyond it the outcome is Busy.</summary>
    public int MostInFlight { get; init; } = 100_000;

    /// <summary>Most bytes of transactions taken in and not answered; beyond it the outcome is Busy.</summary>
    public long MostBytesInFlight { get; init; } = 256L << 20;

    /// <summary>Most transactions of one block.</summary>
    public int MostTransactionsPerBlock { get; init; } = 10_000;

    /// <summary>Bytes of transactions after which a block is full.</summary>
    public int MostBytesPerBlock { get; init; } = 8 << 20;

    /// <summary>Most queries that wait for the ledger; beyond it they are refused.</summary>
    public int MostReadsWaiting { get; init; } = 10_000;

    /// <summary>Threads that decode transactions and verify signatures.</summary>
    public int Verifiers { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How long a block waits for transactions that are taken in and still being verified. Larger blocks cost less for each
    /// transaction; nothing waits where nothing more is on its way.
    /// </summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Least time between two blocks that nothing but time makes due.</summary>
    public TimeSpan EmptyBlockInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Blocks after which a checkpoint is made.</summary>
    public ulong CheckpointEveryBlocks { get; init; } = 1_000_000;

    /// <summary>Bytes of log after which a checkpoint is made.</summary>
    public long CheckpointEveryBytes { get; init; } = 512L << 20;

    /// <summary>How many checkpoints are kept.</summary>
    public int CheckpointsKept { get; init; } = 2;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The layout of the log; its genesis binding is set by the engine.</summary>
    public BlockLogOptions Log { get; init; } = new();

    /// <summary>The disk that log and checkpoints are on.</summary>
    public IDisk Disk { get; init; } = RealDisk.Instance;

    /// <summary>
    /// A file outside the data folder that remembers how far the log has come, so that a restored folder cannot go on as if
    /// nothing were missing; absent for none.
    /// </summary>
    public string? Witness { get; init; }

    /// <summary>Where full segments that no kept checkpoint needs are moved after each checkpoint; absent for nowhere.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>Where segments are that are no more in the log, as far as the node knows.</summary>
    internal IReadOnlyList<string> ArchivesOf(DataFolder folder) =>
        ArchiveFolder is { } elsewhere && Directory.Exists(elsewhere)
            ? [elsewhere, folder.ArchivePath]
            : [folder.ArchivePath];

    internal OrderingStop Stop { get; init; } = new();
}
