using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>What comparing a segment with its copy in an archive came to.</summary>
internal abstract record SegmentComparison
{
    private const int BufferBytes = 1 << 20;

    /// <summary>Two files, and every byte is the same.</summary>
    public sealed record Same : SegmentComparison;

    /// <summary>Both names are of one file: there is no second copy.</summary>
    public sealed record OneFile : SegmentComparison;

    /// <summary>They are not the same.</summary>
    /// <param name="At">The offset of the first byte that is another, or that only one of them has.</param>
    public sealed record Differs(long At) : SegmentComparison;

    /// <summary>Compares, reading the copy as its disk has it and making sure that it is there to stay.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="segment">The segment, sealed.</param>
    /// <param name="copy">The file in the archive.</param>
    /// <exception cref="IOException">One of them cannot be read.</exception>
    public static SegmentComparison Run(IDisk disk, string segment, string copy)
    {
        if (disk.AreSame(segment, copy))
        {
            return new OneFile();
        }
        using var one = disk.Open(segment, FileAccess.Read);
        using var other = disk.Open(copy, FileAccess.Read);
        other.Flush();
        other.DropCache();
        var (mine, theirs) = (new byte[BufferBytes], new byte[BufferBytes]);
        for (long offset = 0; ; offset += BufferBytes)
        {
            var read = mine.AsSpan(0, one.Read(mine, offset));
            var copied = theirs.AsSpan(0, other.Read(theirs, offset));
            var common = read.CommonPrefixLength(copied);
            if (common < read.Length || common < copied.Length)
            {
                return new Differs(offset + common);
            }
            if (read.Length < BufferBytes)
            {
                return new Same();
            }
        }
    }
}
