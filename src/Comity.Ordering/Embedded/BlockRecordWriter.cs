using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Ordering.Embedded;

/// <summary>
/// Builds comity.v1.BlockRecord messages (proto/comity/v1/block.proto) in one buffer that is used again: each transaction's
/// bytes are copied once, from where they were received to where the log takes them.
/// </summary>
internal sealed class BlockRecordWriter
{
    private const byte HeightTag = (1 << 3) | 0;
    private const byte TimeTag = (2 << 3) | 0;
    private const byte RootTag = (3 << 3) | 2;
    private const byte TransactionTag = (4 << 3) | 2;
    private const int LongestVarint = 10;
    private byte[] _buffer = new byte[64 << 10];

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>How many bytes it has.</summary>
    public int Length { get; private set; }

    /// <summary>Begins a new message.</summary>
    public void Begin(ulong height, Timestamp time, in Hash256 previousRoot)
    {
        Length = 0;
        Reserve((3 * LongestVarint) + Hash256.Size + 3);
        Tagged(HeightTag, height);
        Tagged(TimeTag, time.Milliseconds);
        Tagged(RootTag, Hash256.Size);
        previousRoot.CopyTo(_buffer.AsSpan(Length));
        Length += Hash256.Size;
    }

    /// <summary>Adds a transaction.</summary>
    public void Add(ReadOnlySpan<byte> transaction)
    {
        Reserve(transaction.Length + LongestVarint + 1);
        Tagged(TransactionTag, (ulong)transaction.Length);
        transaction.CopyTo(_buffer.AsSpan(Length));
        Length += transaction.Length;
    }

    private void Tagged(byte tag, ulong value)
    {
        _buffer[Length++] = tag;
        while (value >= 0x80)
        {
            _buffer[Length++] = (byte)((value & 0x7f) | 0x80);
            value >>= 7;
        }

        _buffer[Length++] = (byte)value;
    }

    private void Reserve(int more)
    {
        if (_buffer.Length - Length < more)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + more));
        }
    }
}
