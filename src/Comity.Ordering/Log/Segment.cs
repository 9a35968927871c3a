using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>One segment file: what it is called, where it is, what its header says, and where its records are.</summary>
internal sealed class Segment(IDisk disk, string path, SegmentHeader header)
{
    private readonly Lock moving = new();
    private readonly SegmentIndex index = new();
    private string path = path;

    public SegmentHeader Header { get; } = header;

    public ulong FirstHeight => Header.FirstHeight;

    public SegmentIndex Index => index;

    public string FilePath
    {
        get
        {
            lock (moving)
            {
                return path;
            }
        }
    }

    public IDiskFile OpenToRead()
    {
        lock (moving)
        {
            return disk.Open(path, FileAccess.Read);
        }
    }

    /// <summary>Moves the file, with no reader opening it meanwhile; those that have it open keep it.</summary>
    public void Move(string to, Action<string, string> move)
    {
        lock (moving)
        {
            move(path, to);
            path = to;
        }
    }

    /// <summary>A reader whose next step is the record at a height, which must be in this segment.</summary>
    public SegmentReader ReadFrom(IDiskFile file, ulong height, int bufferSize)
    {
        var (found, offset) = index.Find(file, Header, height);
        var reader = new SegmentReader(file, Header.Salt, offset, found, bufferSize);
        if (found == FirstHeight)
        {
            reader.ContinueFrom(Header.Before);
        }
        return reader;
    }
}
