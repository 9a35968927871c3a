using Comity.Protocol.Identifiers;

namespace Comity.Protocol.Money;

/// <summary>An amount of one instrument.</summary>
/// <param name="Instrument">What it is an amount of.</param>
/// <param name="Units">How many minor units: 0 to 2^128 - 1.</param>
public readonly record struct Amount(InstrumentId Instrument, UInt128 Units)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Units} minor units of {Instrument}";
}
