using System.Globalization;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>The transactions of a message, or of one part of it, and the totals stated of them.</summary>
/// <param name="path">The path of the element that they are in.</param>
internal sealed class TransactionGroup(string path)
{
    private readonly List<(string Path, object Content)> stated = [];
    private readonly SortedSet<string> currencies = new(StringComparer.Ordinal);
    private decimal sum;
    private bool isSumKnown = true;

    /// <summary>The path of the element.</summary>
    public string Path => path;

    /// <summary>How many transactions.</summary>
    public long Count { get; private set; }

    /// <summary>A transaction with its amount, if it has one.</summary>
    public void Add(IAmount? amount)
    {
        Count++;
        isSumKnown &= amount is not null;
        if (amount is not null)
        {
            sum += amount.Value;
            currencies.Add(amount.Currency);
        }
    }

    /// <summary>All transactions of a group in this one.</summary>
    public void Add(TransactionGroup inner)
    {
        Count += inner.Count;
        sum += inner.sum;
        isSumKnown &= inner.isSumKnown;
        currencies.UnionWith(inner.currencies);
    }

    /// <summary>A total is stated.</summary>
    public void State(string below, object content) => stated.Add((path + below, content));

    /// <summary>
    /// The totals that are not so. None of a group without transactions: a return of a whole group states the number of those that it
    /// does not repeat.
    /// </summary>
    public IEnumerable<TotalFault> Faults() => Count == 0 ? [] : stated.Select(Fault).OfType<TotalFault>();

    private TotalFault? Fault((string Path, object Content) total) =>
        total.Content switch
        {
            IAmount amount when isSumKnown => amount.Value == sum
            && currencies.Count == 1
            && currencies.Contains(amount.Currency)
                ? null
                : new TotalFault(
                    total.Path,
                    $"{Text(amount.Value)} {amount.Currency}",
                    $"{Text(sum)} {string.Join(" and ", currencies)}"
                ),
            NumberValue number when isSumKnown => number.Value == sum
                ? null
                : new TotalFault(total.Path, number.ToString(), Text(sum)),
            TextValue count => Number(count.Value) == Count
                ? null
                : new TotalFault(total.Path, count.Value, Text(Count)),
            _ => null,
        };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
