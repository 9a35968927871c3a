using System.Globalization;
using System.Numerics;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Views;

/// <summary>How many decimals each instrument has, and amounts written with them. All instruments are those of the genesis.</summary>
internal sealed class Decimals(NetworkGenesis genesis)
{
    private readonly Dictionary<string, int> _byInstrument = genesis.Instruments.ToDictionary(
        static terms => terms.Id.ToString(),
        static terms => terms.Decimals,
        StringComparer.Ordinal
    );

    /// <summary>An instrument's decimals.</summary>
    /// <returns>False where there is no such instrument.</returns>
    public bool TryGet(string instrument, out int decimals) => _byInstrument.TryGetValue(instrument, out decimals);

    /// <summary>An amount of a known instrument.</summary>
    public Wire.Amount Amount(InstrumentId instrument, UInt128 units) => Amount(instrument.ToString(), units);

    /// <summary>An amount of a known instrument.</summary>
    public Wire.Amount Amount(string instrument, UInt128 units) =>
        new() { Instrument = instrument, Value = AmountText.Write(units, _byInstrument[instrument]) };

    /// <summary>An amount of a known instrument.</summary>
    public Wire.Amount Amount(string instrument, Wire.Units? units) => Amount(instrument, units.ToUnits());

    /// <summary>A price: minor units sold for each that is bought, and the same in whole units.</summary>
    public Wire.Price Price(InstrumentId sells, InstrumentId buys, Rate rate) =>
        new()
        {
            Numerator = rate.Numerator,
            Denominator = rate.Denominator,
            Decimal = Quotient(rate, _byInstrument[buys.ToString()] - _byInstrument[sells.ToString()]),
        };

    // Ten significant digits of numerator / denominator * 10^shift, rounded down.
    private static string Quotient(Rate rate, int shift)
    {
        var (numerator, denominator) = ((BigInteger)rate.Numerator, (BigInteger)rate.Denominator);
        numerator *= BigInteger.Pow(10, Math.Max(0, shift));
        denominator *= BigInteger.Pow(10, Math.Max(0, -shift));
        const int Places = 40;
        var digits = (numerator * BigInteger.Pow(10, Places) / denominator)
            .ToString(CultureInfo.InvariantCulture)
            .PadLeft(Places + 1, '0');
        var significant = digits.AsSpan().IndexOfAnyExcept('0');
        var kept = significant < 0 ? digits.Length : Math.Max(significant + 10, digits.Length - Places);
        var shown = string.Concat(
            digits.AsSpan(0, Math.Min(kept, digits.Length)),
            new string('0', digits.Length - Math.Min(kept, digits.Length))
        );
        var text = $"{shown[..^Places].TrimStart('0').PadLeft(1, '0')}.{shown[^Places..]}".TrimEnd('0');
        return text.EndsWith('.') ? text[..^1] : text;
    }
}
