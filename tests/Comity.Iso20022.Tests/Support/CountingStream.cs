using System.Text;

namespace Comity.Iso20022.Tests.Support;

/// <summary>A beginning, then one character over and over, without holding it all; counts what was taken.</summary>
internal sealed class CountingStream(string beginning, char filler, long count) : Stream
{
    private readonly byte[] beginning = Encoding.UTF8.GetBytes(beginning);

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

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = (int)Math.Min(buffer.Length, beginning.Length + count - Given);
        for (var i = 0; i < read; i++, Given++)
        {
            buffer[i] = Given < beginning.Length ? beginning[Given] : (byte)filler;
        }

        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
