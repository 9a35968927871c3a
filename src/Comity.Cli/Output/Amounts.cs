using System.Globalization;
using Comity.Protocol.Identifiers;

namespace Comity.Cli.Output;

/// <summary>Amounts as people read them.</summary>
/// <param name="Decimals">Decimals by currency.</param>
internal sealed record Amounts(IReadOnlyDictionary<string, int> Decimals)
{
    /// <summary>An amount with its currency, as CNY 1,234.50; in minor units where the currency is not known.</summary>
    public string Show(string currency, UInt128 units) =>
        Decimals.TryGetValue(currency, out var decimals)
            ? $"{currency} {Plain(units, decimals, grouped: true)}"
            : $"{units} minor units of {currency}";

    /// <summary>An amount with its currency.</summary>
    public string Show(InstrumentId currency, UInt128 units) => Show(currency.ToString(), units);

    /// <summary>Minor units as a decimal.</summary>
    public static string Plain(UInt128 units, int decimals, bool grouped)
    {
        var digits = units.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var whole = digits[..^decimals];
        if (grouped)
        {
            for (var place = whole.Length - 3; place > 0; place -= 3)
            {
                whole = whole.Insert(place, ",");
            }
        }

        return decimals == 0 ? whole : $"{whole}.{digits[^decimals..]}";
    }
}
