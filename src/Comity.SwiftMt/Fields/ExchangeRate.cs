using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 36: the rate that turned the instructed amount into the settled one, 12d.</summary>
public sealed record ExchangeRate : IMtField<ExchangeRate>
{
    private const int MaxLength = 12;

    /// <summary>A rate.</summary>
    /// <param name="value">Not negative, 12 characters with the comma.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public ExchangeRate(decimal value) => Value = Guard.Number(value, MaxLength, "rate");

    /// <summary>The rate, its decimals as given.</summary>
    public decimal Value { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Guard.NumberText(Value)];

    /// <inheritdoc/>
    public static ExchangeRate Read(char? option, FieldText text)
    {
        var line = text.Single();
        var rate = line.Number(MaxLength, "rate");
        line.End("rate");
        return new ExchangeRate(rate);
    }
}
