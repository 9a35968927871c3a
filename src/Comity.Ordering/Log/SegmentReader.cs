using System.Buffers;
using System.Security.Cryptography;
using Comity.Ordering.Files;

namespace Comity.Ordering.Log;

/// <summary>Reads one segment forward, checking everything there is to check, through one pooled buffer.</summary>
internal sealed class SegmentReader : IDisposable
{
    private const int BufferSize = 1 << 20;
    private readonly IDiskFile file;
    private readonly long salt;
    private byte[] buffer;
    private int start;
    private int end;
    private bool chained;

    /// <summary>Begins in the middle of a segment, trusting the first record for what comes before it.</summary>
    public SegmentReader(IDiskFile file, long salt, long offset, ulong height, int bufferSize = BufferSize)
    {
        this.file = file;
        this.salt = salt;
        Offset = offset;
        NextOffset = offset;
        NextHeight = height;
        buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
    }

    /// <summary>Begins at a segment's first record.</summary>
    public SegmentReader(IDiskFile file, SegmentHeader header)
        : this(file, header.Salt, SegmentFormat.SegmentHeaderSize, header.FirstHeight) => ContinueFrom(header.Before);

    /// <summary>Where the last thing found begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Where the next thing will be looked for.</summary>
    public long NextOffset { get; private set; }

    /// <summary>The height the next record must have.</summary>
    public ulong NextHeight { get; private set; }

    /// <summary>The chain hash of the last record.</summary>
    public ChainHash Previous { get; private set; }

    public RecordHeader Header { get; private set; }

    /// <summary>The last record's payload, until the next step.</summary>
    public ReadOnlyMemory<byte> Payload { get; private set; }

    public SegmentSeal Seal { get; private set; }

    /// <summary>Says what the next record's predecessor is.</summary>
    public void ContinueFrom(ChainHash previous)
    {
        Previous = previous;
        chained = true;
    }

    public SegmentStep Step()
    {
        Offset = NextOffset;
        var available = Fill(SegmentFormat.RecordHeaderSize);
        if (available == 0)
        {
            return SegmentStep.End;
        }
        var bytes = buffer.AsSpan(start, available);
        if (!RecordHeader.TryRead(bytes, salt, out var header))
        {
            return StepSeal(bytes);
        }
        Header = header;
        var size = SegmentFormat.RecordHeaderSize + header.Length;
        if (Fill(size) < size)
        {
            return SegmentStep.DamagedPayload;
        }
        Span<byte> hash = stackalloc byte[ChainHash.Size];
        SHA256.HashData(buffer.AsSpan(start, size)[SegmentFormat.HashedFrom..], hash);
        if (new ChainHash(hash) != header.Hash)
        {
            return SegmentStep.DamagedPayload;
        }
        if (header.Height != NextHeight || (chained && header.Previous != Previous))
        {
            return SegmentStep.BrokenChain;
        }
        Payload = buffer.AsMemory(start + SegmentFormat.RecordHeaderSize, header.Length);
        start += size;
        NextOffset += size;
        NextHeight++;
        ContinueFrom(header.Hash);
        return SegmentStep.Record;
    }

    public void Dispose()
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }

    private SegmentStep StepSeal(ReadOnlySpan<byte> bytes)
    {
        if (!SegmentSeal.TryRead(bytes, salt, out var seal))
        {
            return SegmentStep.NoHeader;
        }
        if (seal.Offset != Offset || seal.LastHeight + 1 != NextHeight || (chained && seal.Last != Previous))
        {
            return SegmentStep.BrokenChain;
        }
        Seal = seal;
        NextOffset += SegmentFormat.SealSize;
        start += SegmentFormat.SealSize;
        return SegmentStep.Seal;
    }

    // Bytes from NextOffset on that are in the buffer, at least as many as asked for unless the file ends before.
    private int Fill(int wanted)
    {
        if (end - start >= wanted)
        {
            return end - start;
        }
        var kept = end - start;
        if (wanted > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(wanted);
            buffer.AsSpan(start, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        else
        {
            buffer.AsSpan(start, kept).CopyTo(buffer);
        }
        start = 0;
        end = kept + file.Read(buffer.AsSpan(kept), NextOffset + kept);
        return end;
    }
}
