using System.Globalization;

namespace Comity.Iso20022.Codes;

/// <summary>Why an amount and a currency do not go together.</summary>
public abstract record AmountRefusal
{
    private AmountRefusal() { }

    /// <summary>ISO 4217 has no such code.</summary>
    /// <param name="Code">What was given.</param>
    public sealed record UnknownCurrency(string Code) : AmountRefusal
    {
        /// <summary>The whole in a sentence.</summary>
        public override string ToString() => $"'{Code}' is no currency of ISO 4217: use the code of a current one.";
    }

    /// <summary>The currency was not in use any more on the day.</summary>
    /// <param name="Currency">The currency.</param>
    /// <param name="On">The day.</param>
    public sealed record WithdrawnCurrency(Currency Currency, DateOnly On) : AmountRefusal
    {
        /// <summary>The whole in a sentence.</summary>
        public override string ToString() =>
            $"{Currency.Code} ({Currency.Name}) was withdrawn in {Currency.Withdrawn}, before {On:O}: use the currency that replaced it.";
    }

    /// <summary>The amount has more decimals than the currency.</summary>
    /// <param name="Currency">The currency.</param>
    /// <param name="Amount">The amount.</param>
    /// <param name="Decimals">How many decimals it has.</param>
    public sealed record TooManyDecimals(Currency Currency, decimal Amount, int Decimals) : AmountRefusal
    {
        /// <summary>The whole in a sentence.</summary>
        public override string ToString() =>
            $"{Amount.ToString(CultureInfo.InvariantCulture)} has {Decimals} decimals, {Currency.Code} has {Currency.MinorUnits}: round it where it is calculated, by the rule that its parties agreed.";
    }
}
