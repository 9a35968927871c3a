namespace Comity.Iso20022.Reading;

/// <summary>A stream that ends after so many bytes, and remembers if there would have been more.</summary>
internal sealed class LimitedStream(Stream inner, ReadOnlyMemory<byte> ahead, long limit) : Stream
{
    private ReadOnlyMemory<byte> ahead = ahead;
    private long left = limit;

    /// <summary>Whether the limit cut something off.</summary>
    public bool Exceeded { get; private set; }

    /// <summary>Allows so many bytes from here.</summary>
    public void Allow(long limit) => left = limit;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = ahead.IsEmpty ? inner.Read(buffer) : TakeAhead(buffer);
        if (read > left)
        {
            Exceeded = true;
            read = (int)left;
        }

        left -= read;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int TakeAhead(Span<byte> buffer)
    {
        var read = Math.Min(ahead.Length, buffer.Length);
        ahead.Span[..read].CopyTo(buffer);
        ahead = ahead[read..];
        return read;
    }
}
