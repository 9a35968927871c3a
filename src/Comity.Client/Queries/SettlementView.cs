using System.Collections.Immutable;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Queries;

/// <summary>How a settlement stands, as a node says.</summary>
/// <param name="Uetr">Its id.</param>
/// <param name="State">Where it stands; unknown where none with this UETR was ever accepted.</param>
/// <param name="Time">When it left the queue, or was submitted where it still waits.</param>
/// <param name="Terms">SHA-256 of its terms; zero where it is unknown.</param>
/// <param name="Legs">What moved, exchanges included, where it settled and the node tells its steps.</param>
/// <param name="Info">Everything that the node answered.</param>
public sealed record SettlementView(
    Uetr Uetr,
    Wire.SettlementState State,
    Timestamp Time,
    Hash256 Terms,
    ImmutableArray<Leg> Legs,
    Wire.SettlementInfo Info
)
{
    /// <summary>Whether a settlement with this UETR was accepted, whatever became of it.</summary>
    public bool IsKnown => State != Wire.SettlementState.Unknown;

    /// <summary>Whether it waits, with or without its funds held.</summary>
    public bool IsWaiting => State is Wire.SettlementState.Waiting or Wire.SettlementState.Reserved;

    internal static SettlementView From(Uetr uetr, Wire.SettlementInfo info) =>
        new(
            uetr,
            info.State,
            new Timestamp(info.Time),
            info.Terms.Length == Hash256.Size ? new Hash256(info.Terms.Span) : Hash256.Zero,
            info.Steps.LastOrDefault(static step => step.KindCase == Wire.Event.KindOneofCase.Settled)?.Settled
                is { } settled
                ? WireLegs.Read(settled.Legs)
                : [],
            info
        );
}
