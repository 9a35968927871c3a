using Comity.Iso20022.Generation;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests.Rules;

/// <summary>Every rule, by messages that break it and messages that break none.</summary>
public sealed class UsageRuleTests(ITestOutputHelper output)
{
    private static readonly DateOnly[] Days = [new(2026, 11, 1), new(2026, 11, 25)];

    public static TheoryData<string, DateOnly> Usages =>
        [.. Days.SelectMany(_ => RuleBook.CbprPlus.Usages, static (day, usage) => (usage.Name, day))];

    [Theory]
    [MemberData(nameof(Usages))]
    public void A_valid_message_has_no_finding(string usage, DateOnly day)
    {
        var rules = Rules(usage, day);
        for (var seed = 0; seed < 50; seed++)
        {
            var message = MessageGenerator.Valid(rules, seed);
            Assert.Null(FrameworkJudge.Fault(MessageWriter.ToBytes(message.Document, message.Header)));
            Assert.Empty(rules.Check(message));
        }
    }

    [Theory]
    [MemberData(nameof(Usages))]
    public void A_message_that_breaks_one_rule_has_that_one_finding(string usage, DateOnly day)
    {
        var rules = Rules(usage, day);
        var unbroken = new List<string>();
        foreach (var rule in rules.Rules)
        {
            var message = MessageGenerator.Broken(rules, rule, 1);
            if (message is null)
            {
                unbroken.Add(rule.Id);
                continue;
            }

            Assert.Equal(rule, Assert.Single(rules.Check(message)).Rule);
        }

        output.WriteLine(string.Join('\n', unbroken));
        Assert.Empty(unbroken);
    }

    private static RuleSet Rules(string usage, DateOnly day) =>
        RuleSet.Of(RuleBook.CbprPlus.Usages.Single(u => u.Name == usage), day, RuleBook.CbprPlus);
}
