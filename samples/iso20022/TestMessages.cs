using Comity.Iso20022;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Rules;

namespace Iso20022Sample;

/// <summary>Random messages for your own tests. The same seed gives the same message.</summary>
internal static class TestMessages
{
    public static void Run()
    {
        var book = RuleBook.CbprPlus;
        var usage = book.Usages.First(use => use.Message == "pacs.008.001.08");
        var rules = RuleSet.Of(usage, new DateOnly(2026, 11, 25), book);

        // The schema allows them and the rules find nothing. Names and numbers look real, and belong to nobody.
        var valid = Enumerable.Range(1, 20).Select(seed => MessageGenerator.Valid(rules, seed)).ToList();
        Console.WriteLine($"{valid.Count} of {usage}, {valid.Count(message => rules.Check(message).Count == 0)} valid");

        // One rule is broken, at one place.
        var broken = rules.Rules.First(rule => rule.Id == "CBPR_Charge_Bearer_Restriction");
        if (MessageGenerator.Broken(rules, broken, seed: 1) is { } wrong)
        {
            foreach (var finding in rules.Check(wrong))
            {
                Console.WriteLine(finding);
            }
        }

        // Any supported message, whatever rules say.
        foreach (var type in SupportedMessages.All.Take(3))
        {
            Console.WriteLine(MessageGenerator.SchemaValid(type, seed: 1).Type);
        }
    }
}
