using System.Buffers.Binary;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Ordering.Witness;

/// <summary>
/// What a node signs for whoever it answers: how far it had come. Shown to the same node later, it proves what that node must
/// not have forgotten; nobody else can make one, so nobody else can stop a node with one.
/// </summary>
/// <param name="Network">SHA-256 of the network's genesis.</param>
/// <param name="Height">A height whose block is final.</param>
/// <param name="Root">The state root after it.</param>
/// <param name="StatedAt">When the node said so, by its clock.</param>
public sealed record TipStatement(Hash256 Network, ulong Height, Hash256 Root, Timestamp StatedAt)
{
    private static ReadOnlySpan<byte> Domain => "comity tip statement 1\n"u8;

    /// <summary>The bytes that are signed: a domain line, network, height (little-endian), root, milliseconds (little-endian).</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Domain.Length + (2 * Hash256.Size) + (2 * sizeof(ulong))];
        Domain.CopyTo(bytes);
        var rest = bytes.AsSpan(Domain.Length);
        Network.CopyTo(rest);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[32..], Height);
        Root.CopyTo(rest[40..]);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[72..], StatedAt.Milliseconds);
        return bytes;
    }
}
