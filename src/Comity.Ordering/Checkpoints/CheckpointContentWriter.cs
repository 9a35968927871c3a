using System.Buffers.Binary;
using System.IO.Hashing;
using Comity.Ordering.Files;

namespace Comity.Ordering.Checkpoints;

/// <summary>Writes a checkpoint file from its header to its trailer, hashing on the way, through one buffer.</summary>
internal sealed class CheckpointContentWriter(IDiskFile file) : Stream
{
    private readonly byte[] buffer = new byte[CheckpointFormat.BufferSize];
    private readonly XxHash128 hash = new();
    private int buffered;
    private long written;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => written + buffered;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public void WriteHeader(ulong height, ReadOnlySpan<byte> stateRoot)
    {
        Span<byte> header = stackalloc byte[CheckpointFormat.HeaderSize];
        BinaryPrimitives.WriteUInt64LittleEndian(header, CheckpointFormat.Mark);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], height);
        stateRoot.CopyTo(header[16..]);
        Write(header);
    }

    public void WriteTrailer()
    {
        Span<byte> trailer = stackalloc byte[CheckpointFormat.TrailerSize];
        BinaryPrimitives.WriteInt64LittleEndian(trailer, Length - CheckpointFormat.HeaderSize);
        Write(trailer[..CheckpointFormat.LengthSize]);
        Drain();
        CrashPoint.Reach(DurableStep.MidCheckpoint);
        hash.GetCurrentHash(trailer[CheckpointFormat.LengthSize..]);
        file.Write(trailer[CheckpointFormat.LengthSize..], written);
        file.Flush();
    }

    public override void Write(ReadOnlySpan<byte> source)
    {
        while (source.Length > 0)
        {
            var taken = Math.Min(source.Length, buffer.Length - buffered);
            source[..taken].CopyTo(buffer.AsSpan(buffered));
            buffered += taken;
            source = source[taken..];
            if (buffered == buffer.Length)
            {
                Drain();
                CrashPoint.Reach(DurableStep.MidCheckpoint);
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void WriteByte(byte value) => Write([value]);

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Drain()
    {
        hash.Append(buffer.AsSpan(0, buffered));
        file.Write(buffer.AsSpan(0, buffered), written);
        written += buffered;
        buffered = 0;
    }
}
