using Microsoft.Extensions.Logging;

namespace Comity.Node.Access;

/// <summary>What admission tells the operator.</summary>
internal static partial class AccessMessages
{
    [LoggerMessage(411, LogLevel.Information, "{File} has changed and is in use from now on")]
    public static partial void Reloaded(ILogger logger, string file);

    [LoggerMessage(
        412,
        LogLevel.Error,
        "{File} has changed, but what it holds now cannot be used; what it held before stays in use"
    )]
    public static partial void NotReloaded(ILogger logger, string file, Exception fault);

    [LoggerMessage(
        413,
        LogLevel.Warning,
        "The API has no transport security (InsecureLoopback): tokens and payments can be read by everybody on this machine"
    )]
    public static partial void Insecure(ILogger logger);

    [LoggerMessage(
        414,
        LogLevel.Warning,
        "{Address} has {Connections} connections open and gets no more until some close"
    )]
    public static partial void TooManyConnections(ILogger logger, System.Net.IPAddress address, int connections);
}
