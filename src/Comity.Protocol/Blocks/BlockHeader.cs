using System.Buffers.Binary;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Protocol.Blocks;

/// <summary>
/// What a block was, in a few bytes that everybody on a network may see. Each names the one before, so that two who agree on one
/// header agree on every block up to it (docs/decisions/0032-headers-and-receipts.md).
/// </summary>
public sealed record BlockHeader
{
    /// <summary>One more than the block before; the first is 1.</summary>
    public required ulong Height { get; init; }

    /// <summary>The ledger's time in it: never before the last block's.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>The hash of the header before; for the first block, the SHA-256 of the network's genesis.</summary>
    public required Hash256 Previous { get; init; }

    /// <summary>The state root after it.</summary>
    public required Hash256 StateRoot { get; init; }

    /// <summary>How many transactions it has, applied and refused.</summary>
    public required uint Transactions { get; init; }

    /// <summary>The root of the tree over their receipts: <see cref="ReceiptTree"/>.</summary>
    public required Hash256 ReceiptsRoot { get; init; }

    // Nothing else that is hashed begins with it.
    private static ReadOnlySpan<byte> Domain => "comity block header 1\n"u8;

    /// <summary>
    /// Its hash: SHA-256 of <c>"comity block header 1\n" || previous || height || time || state root || transactions || receipts
    /// root</c>; height and time (milliseconds since 1970) are 8 bytes, the number of transactions 4, most significant first.
    /// </summary>
    public Hash256 Hash()
    {
        Span<byte> bytes = stackalloc byte[Domain.Length + (3 * Hash256.Size) + (2 * sizeof(ulong)) + sizeof(uint)];
        Domain.CopyTo(bytes);
        var rest = bytes[Domain.Length..];
        Previous.CopyTo(rest);
        rest = rest[Hash256.Size..];
        BinaryPrimitives.WriteUInt64BigEndian(rest, Height);
        BinaryPrimitives.WriteUInt64BigEndian(rest[sizeof(ulong)..], Time.Milliseconds);
        rest = rest[(2 * sizeof(ulong))..];
        StateRoot.CopyTo(rest);
        rest = rest[Hash256.Size..];
        BinaryPrimitives.WriteUInt32BigEndian(rest, Transactions);
        ReceiptsRoot.CopyTo(rest[sizeof(uint)..]);
        return Sha256.Hash(bytes);
    }
}
