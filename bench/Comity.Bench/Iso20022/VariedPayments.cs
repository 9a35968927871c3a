using Comity.Iso20022;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Writing;

namespace Comity.Bench.Iso20022;

/// <summary>Payments that all differ: CBPR+ pacs.008 messages of about 5 kB with their headers, as the generator makes them.</summary>
internal static class VariedPayments
{
    private const int LeastBytes = 4_000;
    private const int MostBytes = 7_000;

    /// <summary>The day whose rules the messages follow.</summary>
    public static DateOnly Day { get; } = new(2026, 11, 25);

    /// <summary>As many, the same each time.</summary>
    public static IReadOnlyList<BusinessMessage> Make(int count)
    {
        var book = RuleBook.CbprPlus;
        var rules = RuleSet.Of(book.Usages.First(static usage => usage.Message == "pacs.008.001.08"), Day, book);
        return
        [
            .. Enumerable
                .Range(0, int.MaxValue)
                .Select(seed => MessageGenerator.Valid(rules, seed))
                .Where(static message => Text(message).Length is >= LeastBytes and <= MostBytes)
                .Take(count),
        ];
    }

    /// <summary>The message in its envelope.</summary>
    public static byte[] Text(BusinessMessage message) => MessageWriter.ToBytes(message.Document, message.Header);
}
