namespace Comity.Ordering.Embedded;

/// <summary>
/// A ledger's whole state in memory, in pieces of 1 MiB: taken on the ordering thread in one go, so that it is of one height,
/// and written to the disk beside it.
/// </summary>
internal sealed class StateImage : Stream
{
    private const int PieceSize = 1 << 20;
    private readonly List<byte[]> _pieces = [];
    private int _used = PieceSize;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => ((_pieces.Count - 1L) * PieceSize) + _used;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    /// <summary>Writes it all.</summary>
    public void WriteTo(Stream destination)
    {
        for (var index = 0; index < _pieces.Count; index++)
        {
            destination.Write(_pieces[index], 0, index == _pieces.Count - 1 ? _used : PieceSize);
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (_used == PieceSize)
            {
                _pieces.Add(new byte[PieceSize]);
                _used = 0;
            }

            var now = Math.Min(buffer.Length, PieceSize - _used);
            buffer[..now].CopyTo(_pieces[^1].AsSpan(_used));
            _used += now;
            buffer = buffer[now..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
