using System.Globalization;

namespace Comity.Iso20022.Values;

/// <summary>A value that is a decimal number. Equal where the number is equal: <c>1.0</c> equals <c>1.00</c>.</summary>
public abstract record NumberValue
{
    private protected NumberValue(decimal value) => Value = value;

    /// <summary>The number; the digits after the point are kept as given.</summary>
    public decimal Value { get; }

    /// <summary>The number in digits, as in XML.</summary>
    public sealed override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
