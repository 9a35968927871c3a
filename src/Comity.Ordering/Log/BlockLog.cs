using System.Buffers;
using System.Security.Cryptography;
using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>
/// The durable, append-only log of blocks: payloads the log knows nothing about, by height, without gaps. Format and
/// guarantees: docs/decisions/0006-block-log-format.md.
/// </summary>
/// <remarks>
/// One thread appends and flushes. Any thread may read what is durable. Opening a folder twice is not prevented here but by
/// <see cref="DataFolder"/>.
/// </remarks>
public sealed class BlockLog : IDisposable
{
    private readonly IDisk disk;
    private readonly string folder;
    private readonly BlockLogOptions options;
    private readonly byte[] zeros;
    private readonly DurableMarker marker;
    private readonly IncrementalHash hasher = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Lock changing = new();
    private volatile Segment[] segments;
    private SegmentWriter writer;
    private ulong lastHeight;
    private ulong durableHeight;
    private LogFailedException? failure;
    private bool disposed;

    private BlockLog(IDisk disk, string folder, BlockLogOptions options)
    {
        this.disk = disk;
        this.folder = folder;
        this.options = options.Checked();
        zeros = new byte[(int)Math.Min(options.PreparedBytes, options.SegmentBytes)];
        var recovered = LogRecovery.Recover(disk, folder, options, zeros);
        segments = [.. recovered.Segments];
        writer = recovered.Writer;
        marker = recovered.Marker;
        LastHash = recovered.LastHash;
        Opening = recovered.Opening;
        lastHeight = durableHeight = recovered.Opening.LastHeight;
    }

    /// <summary>What opening found and did. A cut or a rebuilt marker is for the operator to know.</summary>
    public LogOpening Opening { get; }

    /// <summary>The lowest height that is in the log and not archived; one more than the last, if the log is empty.</summary>
    public ulong FirstHeight => segments[0].FirstHeight;

    /// <summary>The last height appended, durable or not; the next append is one higher.</summary>
    public ulong LastHeight => Volatile.Read(ref lastHeight);

    /// <summary>The last height that is on the disk: what may be acknowledged, and what readers see.</summary>
    public ulong DurableHeight => Volatile.Read(ref durableHeight);

    /// <summary>The chain hash at <see cref="LastHeight"/>. For the writing thread.</summary>
    public ChainHash LastHash { get; private set; }

    /// <summary>Told, on the flushing thread, of each height that has become durable, before anybody else.</summary>
    internal Action<ulong, ChainHash>? Flushed { get; set; }

    internal IDisk Disk => disk;

    internal string Folder => folder;

    internal IReadOnlyList<Segment> Segments => segments;

    /// <summary>Opens the log in a folder, making an empty one where there is none and cutting a torn tail.</summary>
    /// <param name="folder">The folder, which exists and holds nothing else.</param>
    /// <param name="options">The layout. First height and genesis must be those the log was made with.</param>
    /// <returns>The log, ready to append to.</returns>
    /// <exception cref="LogDamagedException">The log is damaged where it was acknowledged; nothing was changed.</exception>
    public static BlockLog Open(string folder, BlockLogOptions options) => Open(RealDisk.Instance, folder, options);

    /// <summary>The same, on a given disk.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="folder">The folder, which exists and holds nothing else.</param>
    /// <param name="options">The layout. First height and genesis must be those the log was made with.</param>
    /// <returns>The log, ready to append to.</returns>
    /// <exception cref="LogDamagedException">The log is damaged where it was acknowledged; nothing was changed.</exception>
    public static BlockLog Open(IDisk disk, string folder, BlockLogOptions options) => new(disk, folder, options);

    /// <summary>
    /// Reads everything from the first height there ever was, through archive and log, checking the chain throughout. The
    /// node should be stopped, or the folders be copies: a running one may cut or archive meanwhile. Changes nothing.
    /// </summary>
    /// <param name="disk">The disk.</param>
    /// <param name="folder">The log's folder.</param>
    /// <param name="archives">The folders segments were archived to, in any order.</param>
    /// <param name="options">First height and genesis as the log was made with.</param>
    /// <returns>A reader at the beginning, owned by the caller.</returns>
    /// <exception cref="LogDamagedException">The folders do not hold one whole log.</exception>
    public static LogReader ReadAll(IDisk disk, string folder, IEnumerable<string> archives, BlockLogOptions options)
    {
        var all = SegmentCatalogue.Load(disk, [.. archives, folder]);
        if (all.Count == 0)
        {
            return new LogReader(all, options.FirstHeight, options.FirstHeight - 1);
        }
        LogRecovery.CheckBeginning(all[0], options);
        if (all[0].FirstHeight > options.FirstHeight)
        {
            throw SegmentCatalogue.Damaged(
                LogDamageKind.MissingSegment,
                all[0].FilePath,
                0,
                options.FirstHeight,
                $"The log begins at height {options.FirstHeight}, the first segment found at {all[0].FirstHeight}."
            );
        }
        var acknowledged = default(Acknowledged);
        if (disk.Names(folder).Contains(DurableMarker.FileName, StringComparer.Ordinal))
        {
            using var known = DurableMarker.Open(disk, folder, FileAccess.Read);
            acknowledged = Acknowledged.By(known);
        }
        using var file = all[^1].OpenToRead();
        return new LogReader(all, options.FirstHeight, TailScan.Scan(all[^1], file, acknowledged).LastHeight);
    }

    /// <summary>Appends a record. Not durable before the next <see cref="Flush"/>.</summary>
    /// <param name="height">One more than <see cref="LastHeight"/>.</param>
    /// <param name="payload">0 bytes to 64 MiB.</param>
    /// <exception cref="DiskFullException">There is no space. The log is as it was, and usable once there is.</exception>
    /// <exception cref="LogFailedException">The disk failed, now or before; the log takes no more.</exception>
    public void Append(ulong height, ReadOnlySpan<byte> payload)
    {
        ThrowIfUnusable();
        if (height != lastHeight + 1)
        {
            throw new ArgumentOutOfRangeException(nameof(height), height, $"The next height is {lastHeight + 1}.");
        }
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, SegmentFormat.LongestPayload, nameof(payload));
        CrashPoint.Reach(DurableStep.BeforeAppend);
        Span<byte> header = stackalloc byte[SegmentFormat.RecordHeaderSize];
        RecordHeader.WriteHashed(header, LastHash, height, payload.Length);
        hasher.AppendData(header[SegmentFormat.HashedFrom..]);
        hasher.AppendData(payload);
        Span<byte> bytes = stackalloc byte[ChainHash.Size];
        hasher.GetHashAndReset(bytes);
        var hash = new ChainHash(bytes);
        try
        {
            RollIfFull(header.Length + payload.Length);
            RecordHeader.WriteRest(header, hash, durableHeight, writer.Segment.Header.Salt);
            var offset = writer.Position;
            writer.Append(header, payload);
            writer.Segment.Index.Add(height, offset, writer.Position - offset);
        }
        catch (IOException error) when (error is not (DiskFullException or LogFailedException))
        {
            throw Fail(error);
        }
        LastHash = hash;
        Volatile.Write(ref lastHeight, height);
        CrashPoint.Reach(DurableStep.AfterAppend);
    }

    /// <summary>Appends a record that lies in pieces, copying it once into a pooled buffer if it does.</summary>
    /// <param name="height">One more than <see cref="LastHeight"/>.</param>
    /// <param name="payload">0 bytes to 64 MiB.</param>
    /// <exception cref="DiskFullException">There is no space. The log is as it was, and usable once there is.</exception>
    /// <exception cref="LogFailedException">The disk failed, now or before; the log takes no more.</exception>
    public void Append(ulong height, in ReadOnlySequence<byte> payload)
    {
        if (payload.IsSingleSegment)
        {
            Append(height, payload.FirstSpan);
            return;
        }
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, SegmentFormat.LongestPayload, nameof(payload));
        var length = (int)payload.Length;
        var whole = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            payload.CopyTo(whole);
            Append(height, whole.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }

    /// <summary>
    /// Returns once everything appended is on the disk and <see cref="DurableHeight"/> says so. With nothing appended since the
    /// last time, makes the durable marker itself durable: worth calling when idle.
    /// </summary>
    /// <exception cref="LogFailedException">The disk failed, now or before; the log takes no more.</exception>
    public void Flush()
    {
        ThrowIfUnusable();
        try
        {
            if (durableHeight == lastHeight)
            {
                marker.Sync();
                return;
            }
            writer.Flush();
            CrashPoint.Reach(DurableStep.AfterFlush);
            marker.Write(lastHeight, LastHash);
            CrashPoint.Reach(DurableStep.AfterMarker);
        }
        catch (IOException error)
        {
            throw Fail(error);
        }
        Flushed?.Invoke(lastHeight, LastHash);
        Volatile.Write(ref durableHeight, lastHeight);
    }

    /// <summary>Reads durable records in order. Any thread.</summary>
    /// <param name="height">The first to read: from <see cref="FirstHeight"/> to one more than <see cref="DurableHeight"/>.</param>
    /// <returns>A reader before that record, owned by the caller; it ends with what is durable now.</returns>
    public LogReader ReadFrom(ulong height)
    {
        var snapshot = segments;
        var last = DurableHeight;
        ArgumentOutOfRangeException.ThrowIfLessThan(height, snapshot[0].FirstHeight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, last + 1);
        return new LogReader(snapshot, height, last);
    }

    /// <summary>Reads one durable record. Any thread.</summary>
    /// <param name="height">From <see cref="FirstHeight"/> to <see cref="DurableHeight"/>.</param>
    /// <returns>Its payload.</returns>
    /// <exception cref="LogDamagedException">It is not what was written.</exception>
    public byte[] Read(ulong height)
    {
        var snapshot = segments;
        ArgumentOutOfRangeException.ThrowIfLessThan(height, snapshot[0].FirstHeight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, DurableHeight);
        using var reader = new LogReader(snapshot, height, height, bufferSize: 64 << 10);
        reader.MoveNext();
        return reader.Current.Payload.ToArray();
    }

    /// <summary>Flushes, takes back the zeros written ahead, makes the marker durable, and closes. A failed log only closes.</summary>
    /// <exception cref="LogFailedException">The disk failed; some records that were not acknowledged may be lost.</exception>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }
        try
        {
            if (failure is null)
            {
                Flush();
                writer.Trim();
                marker.Sync();
            }
        }
        catch (IOException error) when (error is not LogFailedException)
        {
            throw Fail(error);
        }
        finally
        {
            disposed = true;
            writer.Dispose();
            marker.Dispose();
            hasher.Dispose();
        }
    }

    /// <summary>Takes the oldest segment out of the log, if it is still that and not the last.</summary>
    internal void Release(Segment segment)
    {
        lock (changing)
        {
            segments = segments is [var oldest, _, ..] && oldest == segment ? segments[1..] : segments;
        }
    }

    private void RollIfFull(int size)
    {
        var position = writer.Position;
        if (position + size <= options.SegmentBytes || position == SegmentFormat.SegmentHeaderSize)
        {
            return;
        }
        // All before the seal is durable before the seal is written: so a seal proves it.
        Flush();
        var next = SegmentWriter.Prepare(disk, folder, lastHeight + 1, LastHash, zeros);
        CrashPoint.Reach(DurableStep.MidRollNextPrepared);
        try
        {
            writer.Seal(new SegmentSeal(lastHeight, position, LastHash));
        }
        catch (DiskFullException)
        {
            next.Abandon(disk);
            throw;
        }
        CrashPoint.Reach(DurableStep.MidRollSealed);
        next.Publish(disk);
        marker.Sync();
        writer.Dispose();
        writer = next;
        lock (changing)
        {
            segments = [.. segments, next.Segment];
        }
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        if (failure is not null)
        {
            throw new LogFailedException(writer.Segment.FilePath, durableHeight, failure);
        }
    }

    private LogFailedException Fail(IOException error) =>
        failure = new LogFailedException(writer.Segment.FilePath, durableHeight, error);
}
