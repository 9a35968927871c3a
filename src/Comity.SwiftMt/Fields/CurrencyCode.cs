using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>A currency (ISO 4217): three capital letters (error T52). Whether it is one that exists today is not checked.</summary>
public sealed record CurrencyCode
{
    // ISO 4217, list one: currencies whose minor unit is not a hundredth.
    private static readonly Dictionary<string, int> OtherDecimals = new(StringComparer.Ordinal)
    {
        ["BIF"] = 0,
        ["CLP"] = 0,
        ["DJF"] = 0,
        ["GNF"] = 0,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KMF"] = 0,
        ["KRW"] = 0,
        ["PYG"] = 0,
        ["RWF"] = 0,
        ["UGX"] = 0,
        ["UYI"] = 0,
        ["VND"] = 0,
        ["VUV"] = 0,
        ["XAF"] = 0,
        ["XOF"] = 0,
        ["XPF"] = 0,
        ["BHD"] = 3,
        ["IQD"] = 3,
        ["JOD"] = 3,
        ["KWD"] = 3,
        ["LYD"] = 3,
        ["OMR"] = 3,
        ["TND"] = 3,
        ["CLF"] = 4,
        ["UYW"] = 4,
    };

    /// <summary>A currency.</summary>
    /// <exception cref="FieldException">It is not three capital letters.</exception>
    public CurrencyCode(string value) =>
        Value = Guard.Text(value, 3, 3, CharacterSet.A, "currency", ErrorCodes.Currency);

    /// <summary>The code.</summary>
    public string Value { get; }

    /// <summary>How many decimals an amount in it may have.</summary>
    public int Decimals => OtherDecimals.GetValueOrDefault(Value, 2);

    /// <summary>Whether it is a precious metal, which payments must not use (rule on XAU, XAG, XPD, XPT; error C08).</summary>
    public bool IsCommodity => Value is "XAU" or "XAG" or "XPD" or "XPT";

    /// <summary>A currency from text that is known to fit.</summary>
    public static implicit operator CurrencyCode(string value) => new(value);

    /// <summary>The code.</summary>
    public override string ToString() => Value;

    internal static CurrencyCode Read(LineReader line) =>
        new(line.Fixed(3, CharacterSet.A, "currency", ErrorCodes.Currency));

    /// <summary>An amount of this currency, 15d: not negative, 15 characters with the comma, and no more decimals than the currency has (C03).</summary>
    internal decimal Amount(decimal value)
    {
        Guard.Number(value, CurrencyAmount.MaxLength, "amount");
        return value.Scale <= Decimals
            ? value
            : throw FieldException.In(
                "amount",
                Guard.NumberText(value),
                $"at most {Decimals} decimals in {Value}",
                ErrorCodes.WrongDecimals
            );
    }
}
