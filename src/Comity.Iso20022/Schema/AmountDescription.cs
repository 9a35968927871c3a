using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>Makes an amount of its number and its currency.</summary>
internal delegate IAmount AmountMaker(decimal value, TextValue currency);

/// <summary>A number with its currency in the attribute <see cref="CurrencyAttribute"/>.</summary>
public sealed class AmountDescription : TypeDescription
{
    /// <summary>The attribute's name.</summary>
    public const string CurrencyAttribute = "Ccy";

    internal AmountDescription(NumberDescription number, TextDescription currency, AmountMaker make)
        : base(number.Name, number.Allowed + ", with " + CurrencyAttribute) =>
        (Number, Currency, Make) = (number, currency, make);

    /// <summary>What the number may be.</summary>
    public NumberDescription Number { get; }

    /// <summary>What the currency may be.</summary>
    public TextDescription Currency { get; }

    internal AmountMaker Make { get; }
}
