using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;

namespace Iso20022Sample;

/// <summary>Checks what CBPR+ asks of a message beyond its schema.</summary>
internal static class UsageRules
{
    // Keep it: it makes the rules ready once for each use of a message.
    private static readonly RuleChecker Checker = new(RuleBook.CbprPlus);

    public static void Run()
    {
        Check("payment.xml", new DateOnly(2026, 11, 25));
        // Two address lines and nothing else: allowed until 13 November 2026.
        Check("payment-old-address.xml", new DateOnly(2026, 11, 13));
        Check("payment-old-address.xml", new DateOnly(2026, 11, 25));
    }

    // The edition of the rules follows from the day. With the text, the findings have lines and columns.
    private static void Check(string name, DateOnly day)
    {
        var text = File.ReadAllBytes(Files.PathOf(name));
        if (!MessageReader.Read(text).TryGet(out var message, out var failure))
        {
            Console.WriteLine($"{name}:{failure}");
            return;
        }

        var findings = Checker.Check(message, text, day);
        Console.WriteLine($"{name} on {day:O}: {findings.Count} findings");
        foreach (var finding in findings)
        {
            Console.WriteLine($"{name}:{finding}");
        }
    }
}
