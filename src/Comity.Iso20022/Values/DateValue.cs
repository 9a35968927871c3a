using System.Globalization;

namespace Comity.Iso20022.Values;

/// <summary>A calendar date, with or without a zone.</summary>
public abstract record DateValue : TemporalValue
{
    private protected DateValue(string value)
        : base(value) { }

    /// <summary>The date alone, from 0001-01-01 to 9999-12-31.</summary>
    public DateOnly Date => DateOnly.ParseExact(Local, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private protected static string Format(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
