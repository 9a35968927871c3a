using System.Security.Cryptography;
using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>Writes the last segment. An append that finds the disk full leaves no trace.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private readonly IDiskFile file;
    private readonly byte[] zeros;
    private long prepared;

    private SegmentWriter(Segment segment, IDiskFile file, long position, long prepared, byte[] zeros)
    {
        Segment = segment;
        this.file = file;
        this.zeros = zeros;
        this.prepared = prepared;
        Position = position;
    }

    public Segment Segment { get; }

    /// <summary>Where the next record goes.</summary>
    public long Position { get; private set; }

    /// <summary>Goes on with a segment whose file ends with its last record.</summary>
    public static SegmentWriter Continue(Segment segment, IDiskFile file, byte[] zeros)
    {
        var length = file.Length;
        return new SegmentWriter(segment, file, length, length, zeros);
    }

    /// <summary>Makes a segment under its temporary name, durable but for the name.</summary>
    public static SegmentWriter Prepare(IDisk disk, string folder, ulong first, ChainHash before, byte[] zeros)
    {
        var path = Path.Combine(folder, SegmentName.Of(first));
        var partial = PartialOf(path);
        var created = disk.Create(partial);
        try
        {
            var header = new SegmentHeader(first, BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)), before);
            Span<byte> bytes = stackalloc byte[SegmentFormat.SegmentHeaderSize];
            header.Write(bytes);
            created.Write(bytes, 0);
            created.Write(zeros, bytes.Length);
            created.Flush();
            return new SegmentWriter(
                new Segment(disk, path, header),
                created,
                bytes.Length,
                bytes.Length + zeros.Length,
                zeros
            );
        }
        catch (IOException)
        {
            created.Dispose();
            disk.Delete(partial);
            throw;
        }
    }

    /// <summary>Gives a prepared segment its name, durably.</summary>
    public void Publish(IDisk disk)
    {
        var path = Segment.FilePath;
        disk.TryRename(PartialOf(path), path);
        CrashPoint.Reach(DurableStep.MidRollRenamed);
        disk.FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Undoes <see cref="Prepare"/>.</summary>
    public void Abandon(IDisk disk)
    {
        file.Dispose();
        disk.Delete(PartialOf(Segment.FilePath));
    }

    /// <summary>Hands a record to the operating system.</summary>
    /// <exception cref="DiskFullException">There is no space; the segment is as it was.</exception>
    public void Append(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload)
    {
        var end = Position + header.Length + payload.Length;
        try
        {
            file.Write(header, Position);
            CrashPoint.Reach(DurableStep.MidAppend);
            file.Write(payload, Position + header.Length);
        }
        catch (DiskFullException)
        {
            Shorten();
            throw;
        }
        Position = end;
        if (end > prepared)
        {
            WriteAhead(header.Length + payload.Length);
        }
    }

    /// <summary>Waits until everything appended is on the disk.</summary>
    public void Flush() => file.Flush();

    /// <summary>Ends the segment. What it holds must be flushed before.</summary>
    /// <exception cref="DiskFullException">There is no space; the segment is as it was.</exception>
    public void Seal(SegmentSeal seal)
    {
        Span<byte> bytes = stackalloc byte[SegmentFormat.SealSize];
        seal.Write(bytes, Segment.Header.Salt);
        try
        {
            file.Write(bytes, Position);
        }
        catch (DiskFullException)
        {
            Shorten();
            throw;
        }
        file.SetLength(Position + bytes.Length);
        file.Flush();
    }

    /// <summary>Takes back the zeros written ahead.</summary>
    public void Trim()
    {
        Shorten();
        file.Flush();
    }

    public void Dispose() => file.Dispose();

    private static string PartialOf(string path) =>
        path[..^SegmentName.Extension.Length] + SegmentName.PartialExtension;

    private void WriteAhead(int recordSize)
    {
        prepared = Position;
        // Preparing pays only if several records go into what is prepared.
        if (recordSize > zeros.Length / 4)
        {
            return;
        }
        // Up to the next whole step, so that the steps stay the same however large the records are.
        var ahead = zeros.Length - (int)(Position % zeros.Length);
        try
        {
            file.Write(zeros.AsSpan(0, ahead), Position);
            prepared = Position + ahead;
        }
        catch (DiskFullException)
        {
            // The record itself has its place; the next one will be told.
            Shorten();
        }
    }

    private void Shorten()
    {
        file.SetLength(Position);
        prepared = Position;
    }
}
