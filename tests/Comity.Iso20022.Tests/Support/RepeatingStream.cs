using System.Text;

namespace Comity.Iso20022.Tests.Support;

/// <summary>A beginning, one text many times, and an end, without holding it all; counts what was taken.</summary>
internal sealed class RepeatingStream(string beginning, string repeated, int times, string end) : Stream
{
    private readonly byte[] repeated = Encoding.UTF8.GetBytes(repeated);
    private byte[] current = Encoding.UTF8.GetBytes(beginning);
    private int round;
    private int at;

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
            current = round < times ? repeated : Encoding.UTF8.GetBytes(end);
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
