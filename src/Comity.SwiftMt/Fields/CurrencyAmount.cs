using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Fields 33B, 71F and 71G: a currency and an amount, 3!a15d.</summary>
public sealed record CurrencyAmount : IMtField<CurrencyAmount>
{
    internal const int MaxLength = 15;

    /// <summary>An amount.</summary>
    /// <param name="currency">Its currency.</param>
    /// <param name="amount">Not negative, 15 characters with the comma; its decimals are written as given.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public CurrencyAmount(CurrencyCode currency, decimal amount) =>
        (Currency, Amount) = (currency, currency.Amount(amount));

    /// <summary>The currency.</summary>
    public CurrencyCode Currency { get; }

    /// <summary>The amount, its decimals as given.</summary>
    public decimal Amount { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Currency + Guard.NumberText(Amount)];

    /// <inheritdoc/>
    public static CurrencyAmount Read(char? option, FieldText text)
    {
        var line = text.Single();
        var currency = CurrencyCode.Read(line);
        var amount = line.Number(MaxLength, "amount");
        line.End("amount");
        return new CurrencyAmount(currency, amount);
    }
}
