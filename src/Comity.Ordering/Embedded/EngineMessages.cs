using Comity.Ordering.Log;
using Microsoft.Extensions.Logging;

namespace Comity.Ordering.Embedded;

/// <summary>What the embedded engine tells the operator.</summary>
internal static partial class EngineMessages
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Started at height {Height}, root {Root}: checkpoint at {Checkpoint}, then {Blocks} blocks with {Transactions} transactions replayed in {Took}"
    )]
    public static partial void Started(
        ILogger logger,
        ulong height,
        string root,
        ulong checkpoint,
        ulong blocks,
        ulong transactions,
        TimeSpan took
    );

    [LoggerMessage(2, LogLevel.Warning, "The log had a torn tail, cut: {Cut}. None of it had been acknowledged")]
    public static partial void TailCut(ILogger logger, TailCut cut);

    [LoggerMessage(3, LogLevel.Warning, "The log's durable marker was lost and has been written anew")]
    public static partial void MarkerRebuilt(ILogger logger);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "The checkpoint at height {Height} ({File}) was passed over: {Reason} The log holds the same; check the disk"
    )]
    public static partial void CheckpointPassedOver(ILogger logger, ulong height, string file, string reason);

    [LoggerMessage(5, LogLevel.Information, "Checkpoint at height {Height} written: {Bytes} bytes in {Took}")]
    public static partial void CheckpointWritten(ILogger logger, ulong height, long bytes, TimeSpan took);

    [LoggerMessage(6, LogLevel.Warning, "The checkpoint at height {Height} was not written; the older ones stand")]
    public static partial void CheckpointFailed(ILogger logger, ulong height, Exception fault);

    [LoggerMessage(
        7,
        LogLevel.Error,
        "No space on the disk: {Count} transactions were not ordered, and their senders were told so"
    )]
    public static partial void DiskFull(ILogger logger, int count, Exception fault);

    [LoggerMessage(8, LogLevel.Information, "There is space on the disk again")]
    public static partial void SpaceAgain(ILogger logger);

    [LoggerMessage(
        9,
        LogLevel.Critical,
        "Stopped after height {Height}: something failed that cannot be gone on from. Whoever waited was told that the outcome is not known"
    )]
    public static partial void Failed(ILogger logger, ulong height, Exception fault);

    [LoggerMessage(10, LogLevel.Information, "Stopped in good order at height {Height}")]
    public static partial void Stopped(ILogger logger, ulong height);

    [LoggerMessage(
        11,
        LogLevel.Warning,
        "The clock went back by {Milliseconds} ms; block times stand still until it has caught up"
    )]
    public static partial void ClockWentBack(ILogger logger, ulong milliseconds);

    [LoggerMessage(
        12,
        LogLevel.Critical,
        "Blocks are missing: the log ends at {Tip}, and height {Known} was acknowledged. Nothing is ordered. What was found: {Explanation} What to do: {Remedy}"
    )]
    public static partial void BlocksMissing(ILogger logger, ulong tip, ulong known, string explanation, string remedy);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "The witness {Path} cannot be written; payments go on without it. Repair it: a lost disk could now lose payments unnoticed"
    )]
    public static partial void WitnessFailed(ILogger logger, string path, Exception fault);

    [LoggerMessage(
        14,
        LogLevel.Warning,
        "The witness {Path} is new and begins at height {Height}: what was lost before, it cannot tell"
    )]
    public static partial void WitnessBegins(ILogger logger, string path, ulong height);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "Somebody showed a statement for height {Height} that this node did not sign; it proves nothing"
    )]
    public static partial void UnprovenStatement(ILogger logger, ulong height);

    [LoggerMessage(16, LogLevel.Information, "{Count} full segments moved to the archive {Folder}, the last {Name}")]
    public static partial void Archived(ILogger logger, int count, string folder, string name);

    [LoggerMessage(
        17,
        LogLevel.Error,
        "Segments cannot be moved to the archive {Folder}; they stay in the log and take space there"
    )]
    public static partial void ArchivingFailed(ILogger logger, string folder, Exception fault);
}
