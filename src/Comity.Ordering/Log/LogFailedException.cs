namespace Comity.Ordering.Log;

/// <summary>
/// The disk failed while records were being made durable, and the log takes no more. It cannot be repaired in this process:
/// after a failed flush the operating system may hold, as clean, pages that the disk never received, so that a second flush
/// would succeed and mean nothing (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020).
/// </summary>
/// <param name="path">The file whose writing failed.</param>
/// <param name="durable">The last height that is surely durable.</param>
/// <param name="innerException">What the disk said.</param>
public sealed class LogFailedException(string path, ulong durable, Exception innerException)
    : IOException(
        $"Writing {path} failed and the log takes no more records; those up to height {durable} are safe. Check the disk "
            + "(kernel log, SMART), then start the node again: it will read back what the disk really holds.",
        innerException
    )
{
    /// <summary>The last height that is surely durable.</summary>
    public ulong DurableHeight { get; } = durable;
}
