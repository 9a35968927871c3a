using Comity.Iso20022.Values;
using Comity.SwiftMt.Text;

namespace Comity.SwiftMt.Fields;

/// <summary>Fields 60, 62 (with option F or M), 64 and 65: a balance, 1!a6!n3!a15d.</summary>
public sealed record Balance : IMtField<Balance>
{
    /// <summary>A balance.</summary>
    /// <param name="isCredit">Whether the account has money; else it owes it.</param>
    /// <param name="date">From 1980 to 2079.</param>
    /// <param name="currency">The account's currency.</param>
    /// <param name="amount">Not negative, 15 characters with the comma.</param>
    /// <param name="isIntermediate">Whether it is the balance at a turn of pages (option M); in fields 60 and 62 only.</param>
    /// <exception cref="FieldException">A part does not fit.</exception>
    public Balance(bool isCredit, DateOnly date, CurrencyCode currency, decimal amount, bool isIntermediate = false)
    {
        IsCredit = isCredit;
        Date = Guard.Date(date, "date");
        Currency = currency;
        Amount = currency.Amount(amount);
        IsIntermediate = isIntermediate;
    }

    /// <summary>Whether the account has money; else it owes it.</summary>
    public bool IsCredit { get; }

    /// <summary>The date.</summary>
    public DateOnly Date { get; }

    /// <summary>The account's currency.</summary>
    public CurrencyCode Currency { get; }

    /// <summary>The amount, not negative, its decimals as given.</summary>
    public decimal Amount { get; }

    /// <summary>Whether it is the balance at a turn of pages.</summary>
    public bool IsIntermediate { get; }

    /// <summary>The amount, negative where it is owed.</summary>
    public decimal Signed => IsCredit ? Amount : -Amount;

    /// <summary>M at a turn of pages, else F; fields 64 and 65 are written without it.</summary>
    public char? Option => IsIntermediate ? 'M' : 'F';

    /// <inheritdoc/>
    public ValueList<string> Lines =>
        [(IsCredit ? "C" : "D") + Guard.DateText(Date) + Currency + Guard.NumberText(Amount)];

    /// <inheritdoc/>
    public static Balance Read(char? option, FieldText text)
    {
        var line = text.Single();
        var mark = line.Fixed(1, CharacterSet.A, "mark", ErrorCodes.DebitCreditMark);
        if (mark is not ("C" or "D"))
        {
            throw line.RefuseBack(1, "mark", mark, "C or D", ErrorCodes.DebitCreditMark);
        }

        var date = line.Date("date");
        var currency = CurrencyCode.Read(line);
        var amount = line.Number(CurrencyAmount.MaxLength, "amount");
        line.End("amount");
        return new Balance(mark == "C", date, currency, amount, option == 'M');
    }
}
