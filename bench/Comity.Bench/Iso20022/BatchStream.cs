namespace Comity.Bench.Iso20022;

/// <summary>A batch file of one message many times, made as it is read.</summary>
internal sealed class BatchStream : Stream
{
    private readonly byte[] message;
    private readonly int times;
    private byte[] current = "<Batch>"u8.ToArray();
    private int round;
    private int at;

    public BatchStream(byte[] text, int times)
    {
        // Without its XML declaration, which may stand at a file's start only.
        message = text[(text.AsSpan().IndexOf("?>"u8) + 2)..];
        this.times = times;
    }

    public long Given { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (at == current.Length && round <= times)
        {
            current = round < times ? message : "</Batch>"u8.ToArray();
            round++;
            at = 0;
        }

        var read = Math.Min(count, current.Length - at);
        Array.Copy(current, at, buffer, offset, read);
        at += read;
        Given += read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
