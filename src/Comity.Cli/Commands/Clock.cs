using Comity.Protocol.Time;

namespace Comity.Cli.Commands;

/// <summary>The machine's clock.</summary>
internal static class Clock
{
    /// <summary>Its time.</summary>
    public static Timestamp Now => new((ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
}
