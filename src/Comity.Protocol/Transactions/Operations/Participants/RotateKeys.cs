using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Protocol.Transactions.Operations.Participants;

/// <summary>A participant's key set from now on, by itself, or by its authority when keys are lost.</summary>
/// <param name="Lei">The participant.</param>
/// <param name="Set">Keys to add, or to replace where the public key is there already.</param>
/// <param name="Remove">Keys to remove.</param>
/// <param name="Thresholds">Replaces the thresholds where not empty.</param>
public sealed record RotateKeys(
    Lei Lei,
    ImmutableArray<ParticipantKey> Set,
    ImmutableArray<PublicKey> Remove,
    ImmutableArray<Threshold> Thresholds
) : Operation
{
    /// <inheritdoc/>
    public bool Equals(RotateKeys? other) =>
        other is not null
        && Lei == other.Lei
        && Set.AsSpan().SequenceEqual(other.Set.AsSpan())
        && Remove.AsSpan().SequenceEqual(other.Remove.AsSpan())
        && Thresholds.AsSpan().SequenceEqual(other.Thresholds.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Lei, Set.Length, Remove.Length);

    internal static RotateKeys Read(Wire.RotateKeys wire, WireReader reader) =>
        new(
            reader.Lei(wire.Lei, "lei"),
            ParticipantTerms.ReadKeys(wire.Set, "set", 0, reader),
            reader.List(wire.Remove, "remove", 0, KeySet.MostKeys, static (key, reader) => reader.Key(key, "key")!),
            ParticipantTerms.ReadThresholds(wire.Thresholds, reader)
        );

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            RotateKeys = new Wire.RotateKeys
            {
                Lei = Lei.ToString(),
                Set = { Set.Select(ParticipantTerms.KeyToWire) },
                Remove = { Remove.Select(static key => key.ToWire()) },
                Thresholds = { Thresholds.Select(ParticipantTerms.ThresholdToWire) },
            },
        };
}
