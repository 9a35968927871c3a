using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;
using Google.Protobuf;

namespace Comity.Ordering.Embedded;

/// <summary>A block as the log keeps it.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Time">Its time.</param>
/// <param name="PreviousRoot">The state root after the block before.</param>
/// <param name="Transactions">Serialised SignedTransactions.</param>
public sealed record BlockRecord(
    ulong Height,
    Timestamp Time,
    Hash256 PreviousRoot,
    IReadOnlyList<ReadOnlyMemory<byte>> Transactions
)
{
    /// <summary>Reads a record's payload.</summary>
    /// <param name="height">The height the log has it at.</param>
    /// <param name="payload">The payload.</param>
    /// <exception cref="BlockRecordException">The payload is none, or says another height.</exception>
    public static BlockRecord Read(ulong height, ReadOnlySpan<byte> payload)
    {
        Protocol.Wire.BlockRecord wire;
        try
        {
            wire = Protocol.Wire.BlockRecord.Parser.ParseFrom(payload);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw new BlockRecordException(height, "it is no comity.v1.BlockRecord", fault);
        }

        if (wire.Height != height)
        {
            throw new BlockRecordException(height, $"it says that its height is {wire.Height}");
        }

        if (wire.PreviousStateRoot.Length != Hash256.Size)
        {
            throw new BlockRecordException(height, "it has no state root of 32 bytes");
        }

        return new BlockRecord(
            height,
            new Timestamp(wire.Time),
            new Hash256(wire.PreviousStateRoot.Span),
            [.. wire.Transactions.Select(static bytes => bytes.Memory)]
        );
    }
}
