using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Protocol.Transactions.Operations.Accounts;

/// <summary>Moves value out of a frozen account under a legal order.</summary>
/// <param name="Uetr">The id of the settlement that it makes.</param>
/// <param name="Leg">From the frozen account.</param>
/// <param name="Ground">The legal ground: 1 to 140 characters.</param>
public sealed record Seize(Uetr Uetr, Leg Leg, string Ground) : Operation
{
    internal static Seize Read(Wire.Seize wire, WireReader reader)
    {
        reader.Require(wire.Leg is not null, "leg", "is missing");
        reader.Enter("leg");
        var leg = Settle.ReadLeg(wire.Leg ?? new Wire.Leg(), reader);
        reader.Leave();
        return new(reader.Uetr(wire.Uetr, "uetr"), leg, reader.Text(wire.Ground, "ground", 1, 140));
    }

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            Seize = new Wire.Seize
            {
                Uetr = Uetr.ToWire(),
                Leg = Settle.LegToWire(Leg),
                Ground = Ground,
            },
        };
}
