namespace Comity.Ordering.Embedded;

/// <summary>
/// The log holds, soundly, something that this program cannot read as a block: it was written by another program, or by
/// another version of this one.
/// </summary>
/// <param name="height">The record's height.</param>
/// <param name="fault">What is wrong with it.</param>
/// <param name="innerException">What the reader said.</param>
public sealed class BlockRecordException(ulong height, string fault, Exception? innerException = null)
    : IOException(
        $"The block at height {height} cannot be read: {fault}. Its checksum is right, so the disk is not at fault: start "
            + "the version of the node that wrote it.",
        innerException
    )
{
    /// <summary>The record's height.</summary>
    public ulong Height { get; } = height;
}
