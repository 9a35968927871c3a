using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Comity.Iso20022.Codes;

/// <summary>The currencies of ISO 4217: current, and withdrawn.</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, Currency> ByCode = Current()
        .Concat(Historic())
        .ToFrozenDictionary(static currency => currency.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Currency>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByCode.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All, withdrawn ones too, in order of code.</summary>
    public static IReadOnlyList<Currency> All { get; } =
    [.. ByCode.Values.OrderBy(static currency => currency.Code, StringComparer.Ordinal)];

    /// <summary>A currency by its three capital letters.</summary>
    public static bool TryFind(ReadOnlySpan<char> code, [NotNullWhen(true)] out Currency? currency) =>
        BySpan.TryGetValue(code, out currency);

    /// <summary>
    /// How many decimals the currency has; none where the list does not tell, or has no such currency. Writers take it:
    /// <c>currencyDecimals: Currencies.MinorUnitsOf</c>.
    /// </summary>
    /// <param name="code">Its three capital letters.</param>
    public static int? MinorUnitsOf(string code) => TryFind(code, out var currency) ? currency.MinorUnits : null;

    /// <summary>Why an amount cannot be paid on a day; nothing where it can.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="code">Its currency's three letters.</param>
    /// <param name="on">The day.</param>
    public static AmountRefusal? Check(decimal amount, ReadOnlySpan<char> code, DateOnly on) =>
        !TryFind(code, out var currency) ? new AmountRefusal.UnknownCurrency(code.ToString())
        : !currency.IsInUse(on) ? new AmountRefusal.WithdrawnCurrency(currency, on)
        : currency.Check(amount);

    private static IEnumerable<Currency> Current() =>
        EmbeddedList
            .Rows("Lists/Currencies")
            .Select(static row => new Currency(
                row[0],
                row[1],
                row[4],
                row[2].Length == 0 ? null : int.Parse(row[2], CultureInfo.InvariantCulture),
                row[3] == "fund",
                withdrawn: null,
                row[5].Split("; ")
            ));

    private static IEnumerable<Currency> Historic() =>
        EmbeddedList
            .Rows("Lists/HistoricCurrencies")
            .Select(static row => new Currency(
                row[0],
                row[1],
                row[3],
                minorUnits: null,
                isFund: false,
                row[2],
                row[4].Split("; ")
            ));
}
