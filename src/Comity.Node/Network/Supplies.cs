using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Network;

/// <summary>What was issued and redeemed of instruments.</summary>
internal static class Supplies
{
    /// <summary>One instrument's supply; absent where there is no such instrument.</summary>
    public static Wire.SupplyInfo? Of(Ledger.Ledger ledger, InstrumentId instrument, Decimals decimals)
    {
        if (
            !ledger.View.TryGetSupply(instrument, out var supply)
            || ledger.View.Instruments.FirstOrDefault(terms => terms.Id == instrument) is not { } terms
        )
        {
            return null;
        }

        return new Wire.SupplyInfo
        {
            Instrument = instrument.ToString(),
            Decimals = (uint)terms.Decimals,
            Issuer = terms.Issuer.ToString(),
            Issued = decimals.Amount(instrument, supply.Issued),
            Redeemed = decimals.Amount(instrument, supply.Redeemed),
            Outstanding = decimals.Amount(instrument, supply.Issued - supply.Redeemed),
            Height = ledger.Height,
        };
    }
}
