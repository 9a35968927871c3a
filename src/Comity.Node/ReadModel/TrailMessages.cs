using Microsoft.Extensions.Logging;

namespace Comity.Node.ReadModel;

/// <summary>What the settlement trail tells the operator.</summary>
internal static partial class TrailMessages
{
    [LoggerMessage(
        101,
        LogLevel.Information,
        "The settlement trail is at height {Height} and reads up to {To} from the log"
    )]
    public static partial void CatchingUp(ILogger logger, ulong height, ulong to);

    [LoggerMessage(
        102,
        LogLevel.Error,
        "The settlement trail has stopped after height {Height}; payments go on. It goes on from there at the next start"
    )]
    public static partial void Failed(ILogger logger, ulong height, Exception fault);
}
