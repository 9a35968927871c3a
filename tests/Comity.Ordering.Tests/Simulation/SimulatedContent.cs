namespace Comity.Ordering.Tests.Simulation;

/// <summary>A file's bytes.</summary>
internal sealed class SimulatedContent
{
    private byte[] bytes = [];

    public int Length { get; private set; }

    public Span<byte> Span => bytes.AsSpan(0, Length);

    public void SetLength(int length)
    {
        if (length > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(length, bytes.Length * 2));
        }
        if (length < Length)
        {
            bytes.AsSpan(length, Length - length).Clear();
        }
        Length = length;
    }

    public void Write(int offset, ReadOnlySpan<byte> source)
    {
        SetLength(Math.Max(Length, offset + source.Length));
        source.CopyTo(Span[offset..]);
    }

    public void CopyFrom(SimulatedContent other)
    {
        SetLength(0);
        Write(0, other.Span);
    }
}
