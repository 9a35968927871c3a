using Microsoft.Extensions.Logging;

namespace Comity.Node.ReadModel;

/// <summary>What the read model tells the operator.</summary>
internal static partial class ReadModelMessages
{
    [LoggerMessage(
        101,
        LogLevel.Information,
        "The read model is at height {Height} and reads what follows from the log"
    )]
    public static partial void CatchingUp(ILogger logger, ulong height);

    [LoggerMessage(102, LogLevel.Error, "The read model has stopped after height {Height}; payments go on")]
    public static partial void Failed(ILogger logger, ulong height, Exception fault);

    [LoggerMessage(103, LogLevel.Information, "The read model is being rebuilt from the log")]
    public static partial void Rebuilding(ILogger logger);

    [LoggerMessage(
        104,
        LogLevel.Information,
        "The read model was rebuilt to height {Height}: {Events} events in {Took}"
    )]
    public static partial void Rebuilt(ILogger logger, ulong height, long events, TimeSpan took);

    [LoggerMessage(105, LogLevel.Error, "Rebuilding the read model failed; what there was stays")]
    public static partial void RebuildFailed(ILogger logger, Exception fault);

    [LoggerMessage(
        106,
        LogLevel.Warning,
        "The read model's database cannot be used; payments go on, and it is tried again in {Delay}: {Reason}"
    )]
    public static partial void Away(ILogger logger, TimeSpan delay, string reason);

    [LoggerMessage(107, LogLevel.Information, "The read model is open at height {Height}")]
    public static partial void Opened(ILogger logger, ulong height);

    [LoggerMessage(108, LogLevel.Warning, "The read model is damaged and begins anew from the log: {Reason}")]
    public static partial void Damaged(ILogger logger, string reason);

    [LoggerMessage(
        109,
        LogLevel.Warning,
        "The read model, at height {Height}, was made of another log than this one, at height {Tip}: it begins anew"
    )]
    public static partial void OfAnotherLog(ILogger logger, ulong height, ulong tip);
}
