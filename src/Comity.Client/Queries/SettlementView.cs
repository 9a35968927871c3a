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
    Wire.SettlementInfo.Types.State State,
    Timestamp Time,
    Hash256 Terms,
    ImmutableArray<Leg> Legs,
    Wire.SettlementInfo Info
)
{
    /// <summary>Whether a settlement with this UETR was accepted, whatever became of it.</summary>
    public bool IsKnown => State != Wire.SettlementInfo.Types.State.Unknown;

    /// <summary>Whether it waits, with or without its funds held.</summary>
    public bool IsWaiting =>
        State is Wire.SettlementInfo.Types.State.Waiting or Wire.SettlementInfo.Types.State.Reserved;

    internal static SettlementView From(Wire.SettlementInfo info) =>
        new(
            Uetr.TryParse(info.Uetr, out var uetr) ? uetr : throw new FormatException($"'{info.Uetr}' is no UETR."),
            info.State,
            new Timestamp(info.Time),
            Hash256.TryParse(info.Terms, out var terms) ? terms : Hash256.Zero,
            WireLegs.Read(info.Transfers),
            info
        );
}
