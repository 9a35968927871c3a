using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>
/// Reads records one after another, checking each against its checksum and its place in the chain. For one thread; any number
/// of readers may read beside the writer.
/// </summary>
public sealed class LogReader : IDisposable
{
    private readonly IReadOnlyList<Segment> segments;
    private readonly int bufferSize;
    private ulong next;
    private int at = -1;
    private Opened? opened;

    internal LogReader(IReadOnlyList<Segment> segments, ulong first, ulong last, int bufferSize = 1 << 20)
    {
        this.segments = segments;
        this.bufferSize = bufferSize;
        next = first;
        LastHeight = last;
    }

    /// <summary>The height of the last record this reader comes to; below the first, if there are none.</summary>
    public ulong LastHeight { get; }

    /// <summary>The record come to by <see cref="MoveNext"/>. Its payload is gone at the next move.</summary>
    public LogRecord Current { get; private set; }

    /// <summary>For <c>foreach</c>.</summary>
    public LogReader GetEnumerator() => this;

    /// <summary>Goes on to the next record.</summary>
    /// <returns>False behind the last.</returns>
    /// <exception cref="LogDamagedException">The next record is not what was written.</exception>
    public bool MoveNext()
    {
        if (next > LastHeight)
        {
            return false;
        }
        var reader = ReaderOfNext();
        var step = reader.Step();
        if (step != SegmentStep.Record)
        {
            throw SegmentCatalogue.Damage(segments[at].FilePath, reader, step);
        }
        Current = new LogRecord(next, reader.Payload, reader.Previous);
        next++;
        return true;
    }

    /// <summary>Gives back the buffer and closes the file.</summary>
    public void Dispose() => opened?.Dispose();

    private SegmentReader ReaderOfNext()
    {
        if (opened is not null && (at + 1 == segments.Count || next < segments[at + 1].FirstHeight))
        {
            return opened.Reader;
        }
        var first = opened is null;
        opened?.Dispose();
        at = first ? Holding(next) : at + 1;
        // Across segments the chain is checked by the catalogue: each header holds the chain hash its predecessor ends with.
        opened = Opened.At(segments[at], next, bufferSize);
        if (!first)
        {
            opened.Reader.ContinueFrom(Current.Hash);
        }
        return opened.Reader;
    }

    private int Holding(ulong height)
    {
        var index = 0;
        while (index + 1 < segments.Count && segments[index + 1].FirstHeight <= height)
        {
            index++;
        }
        return index;
    }

    private sealed record Opened(IDiskFile File, SegmentReader Reader) : IDisposable
    {
        public static Opened At(Segment segment, ulong height, int bufferSize)
        {
            var file = segment.OpenToRead();
            return new Opened(file, segment.ReadFrom(file, height, bufferSize));
        }

        public void Dispose()
        {
            Reader.Dispose();
            File.Dispose();
        }
    }
}
