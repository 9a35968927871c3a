using System.Globalization;

namespace Comity.Iso20022.Codes;

/// <summary>A currency, fund or other unit that ISO 4217 has a code for, or had.</summary>
public sealed class Currency
{
    internal Currency(
        string code,
        string number,
        string name,
        int? minorUnits,
        bool isFund,
        string? withdrawn,
        IReadOnlyList<string> entities
    )
    {
        Code = code;
        Number = number;
        Name = name;
        MinorUnits = minorUnits;
        IsFund = isFund;
        Withdrawn = withdrawn;
        LastDay = withdrawn is null ? null : LastDayOf(withdrawn);
        Entities = entities;
    }

    /// <summary>Its three letters: <c>CHF</c>.</summary>
    public string Code { get; }

    /// <summary>Its three digits: <c>756</c>; empty for the few historic units that never had a number.</summary>
    public string Number { get; }

    /// <summary>Its name, as published.</summary>
    public string Name { get; }

    /// <summary>
    /// How many decimals its amounts have: 0 to 4. None where the standard says <c>N.A.</c> (gold, special drawing rights, test
    /// codes) and for historic currencies, whose list does not tell.
    /// </summary>
    public int? MinorUnits { get; }

    /// <summary>Whether it is a unit of account that is not money in circulation, as Chile's CLF.</summary>
    public bool IsFund { get; }

    /// <summary>When it was withdrawn, as published: <c>2026-01</c>, or <c>1989 to 1990</c>; none while it is in use.</summary>
    public string? Withdrawn { get; }

    /// <summary>The last day on which it counts as in use: the end of the month, or year, that the list names.</summary>
    public DateOnly? LastDay { get; }

    /// <summary>The countries and institutions that use it, or used it, as published.</summary>
    public IReadOnlyList<string> Entities { get; }

    /// <summary>Whether it is, or was, in use on a day, as far as the list tells: it has no days of introduction.</summary>
    public bool IsInUse(DateOnly on) => LastDay is null || on <= LastDay;

    /// <summary>Why an amount cannot be one of this currency; nothing where it can. Zeros at the end of a fraction do not count.</summary>
    public AmountRefusal? Check(decimal amount)
    {
        // Dividing by one with all its decimals removes zeros at the end of the fraction.
        var decimals = (amount / 1.0000000000000000000000000000m).Scale;
        return decimals > MinorUnits ? new AmountRefusal.TooManyDecimals(this, amount, decimals) : null;
    }

    /// <summary>The code.</summary>
    public override string ToString() => Code;

    // The last of "2026-01", "1990-07 to 1990-09", "1989 to 1990" and "1989-1990".
    private static DateOnly LastDayOf(string withdrawn)
    {
        var isMonth = withdrawn.Length >= 7 && withdrawn[^3] == '-';
        var year = int.Parse(isMonth ? withdrawn[^7..^3] : withdrawn[^4..], CultureInfo.InvariantCulture);
        var month = isMonth ? int.Parse(withdrawn[^2..], CultureInfo.InvariantCulture) : 12;
        return new DateOnly(year, month, DateTime.DaysInMonth(year, month));
    }
}
