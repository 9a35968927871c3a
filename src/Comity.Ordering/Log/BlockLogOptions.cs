namespace Comity.Ordering.Log;

/// <summary>How a block log is laid out.</summary>
public sealed record BlockLogOptions
{
    /// <summary>The size at which a segment is full, in bytes; at least 4 KiB. A larger record gets a segment of its own.</summary>
    public long SegmentBytes { get; init; } = 256L << 20;

    /// <summary>
    /// How far ahead of the records zeros are written, in bytes; 0 for not at all. Not done for records over a quarter of it. Writing into blocks that exist spares the
    /// file system a journal commit on every flush; measured in docs/decisions/0006-block-log-format.md.
    /// </summary>
    public int PreparedBytes { get; init; } = 1 << 20;

    /// <summary>The height of the first record there ever is; at least 1.</summary>
    public ulong FirstHeight { get; init; } = 1;

    /// <summary>What the first record's chain begins with, such as a hash of the network's genesis.</summary>
    public ChainHash Genesis { get; init; } = ChainHash.Zero;

    internal BlockLogOptions Checked()
    {
        return SegmentBytes >= 4096 && PreparedBytes >= 0 && FirstHeight >= 1
            ? this
            : throw new InvalidOperationException(
                $"Options out of range: {this}. Segments hold at least 4096 bytes, preparation is not negative, heights begin at 1."
            );
    }
}
