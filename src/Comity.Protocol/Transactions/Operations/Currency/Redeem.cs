using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Transactions.Operations.Currency;

/// <summary>Units leave circulation against reserves paid out.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Account">Debited; its owner is in the issuer's jurisdiction.</param>
/// <param name="Units">Minor units, at least 1.</param>
/// <param name="ReserveReference">The issuer's reference for the reserves, 1 to 35 characters, used once per instrument.</param>
public sealed record Redeem(InstrumentId Instrument, AccountAddress Account, UInt128 Units, string ReserveReference)
    : Operation
{
    internal static Redeem Read(Wire.Redeem wire, WireReader reader) =>
        new(
            reader.Instrument(wire.Instrument, "instrument"),
            reader.Account(wire.Account, "account"),
            reader.PositiveUnits(wire.Units, "units"),
            reader.Text(wire.ReserveReference, "reserve_reference", 1, 35)
        );

    /// <inheritdoc/>
    public override Wire.Operation ToWire() =>
        new()
        {
            Redeem = new Wire.Redeem
            {
                Instrument = Instrument.ToString(),
                Account = Account.ToWire(),
                Units = Units.ToWire(),
                ReserveReference = ReserveReference,
            },
        };
}
