using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Field 32A: value date, currency and interbank settled amount, 6!n3!a15d. Precious metals are refused (C08).</summary>
public sealed record ValueDateAmount : IMtField<ValueDateAmount>
{
    /// <summary>A value date and an amount.</summary>
    /// <param name="date">From 1980 to 2079.</param>
    /// <param name="currency">A currency, not a precious metal.</param>
    /// <param name="amount">Not negative, 15 characters with the comma.</param>
    /// <exception cref="FieldException">It does not fit.</exception>
    public ValueDateAmount(DateOnly date, CurrencyCode currency, decimal amount)
    {
        Date = Guard.Date(date, "value date");
        Currency = currency.IsCommodity
            ? throw FieldException.In("currency", currency.Value, "money, not a precious metal", "C08")
            : currency;
        Amount = currency.Amount(amount);
    }

    /// <summary>The value date.</summary>
    public DateOnly Date { get; }

    /// <summary>The currency.</summary>
    public CurrencyCode Currency { get; }

    /// <summary>The amount, its decimals as given.</summary>
    public decimal Amount { get; }

    /// <inheritdoc/>
    public char? Option => null;

    /// <inheritdoc/>
    public ValueList<string> Lines => [Guard.DateText(Date) + Currency + Guard.NumberText(Amount)];

    /// <inheritdoc/>
    public static ValueDateAmount Read(char? option, FieldText text)
    {
        var line = text.Single();
        var date = line.Date("value date");
        var currency = CurrencyCode.Read(line);
        var amount = line.Number(CurrencyAmount.MaxLength, "amount");
        line.End("amount");
        return new ValueDateAmount(date, currency, amount);
    }
}
