using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Queries;

/// <summary>One step of a settlement.</summary>
/// <param name="Height">The block it happened in.</param>
/// <param name="Time">That block's time.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Legs">What moved, or is held, or was given back; empty where nothing was.</param>
/// <param name="Event">All that the node says of it.</param>
public sealed record SettlementStep(
    ulong Height,
    Timestamp Time,
    Wire.EventView.Types.Kind Kind,
    ImmutableArray<Leg> Legs,
    Wire.EventView Event
)
{
    /// <summary>Whether nothing can follow: it settled, was cancelled or expired.</summary>
    public bool IsFinal =>
        Kind
            is Wire.EventView.Types.Kind.Settled
                or Wire.EventView.Types.Kind.Cancelled
                or Wire.EventView.Types.Kind.Expired;

    internal static SettlementStep From(Wire.EventView step) =>
        new(step.Height, new Timestamp(step.Time), step.Kind, WireLegs.Read(step.Transfers), step);

    internal static bool IsOf(Wire.EventView step, Uetr uetr)
    {
        var text = uetr.ToString();
        return step.Uetr == text || step.Settlements.Contains(text);
    }
}
