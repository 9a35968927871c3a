using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Google.Protobuf;

namespace Comity.Protocol.Transactions.Operations.Settlement;

/// <summary>Shows the preimage of a waiting settlement's hash lock.</summary>
/// <param name="Uetr">The waiting settlement.</param>
/// <param name="Preimage">At most 256 bytes.</param>
public sealed record Fulfil(Uetr Uetr, ImmutableArray<byte> Preimage) : Operation
{
    /// <summary>Most bytes of a preimage.</summary>
    public const int LongestPreimage = 256;

    /// <inheritdoc/>
    public bool Equals(Fulfil? other) =>
        other is not null && Uetr == other.Uetr && Preimage.AsSpan().SequenceEqual(other.Preimage.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Uetr, Preimage.Length);

    internal static Fulfil Read(Wire.Fulfil wire, WireReader reader)
    {
        reader.Require(
            wire.Preimage.Length <= LongestPreimage,
            "preimage",
            $"has {wire.Preimage.Length} bytes; at most {LongestPreimage} are allowed"
        );
        return new(reader.Uetr(wire.Uetr, "uetr"), [.. wire.Preimage.Span]);
    }

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            Fulfil = new Wire.Fulfil { Uetr = Uetr.ToWire(), Preimage = ByteString.CopyFrom(Preimage.AsSpan()) },
        };
}
