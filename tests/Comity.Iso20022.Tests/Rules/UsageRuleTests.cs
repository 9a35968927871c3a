using System.Globalization;
using Comity.Iso20022.Generation;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Tests.Support;
using Comity.Iso20022.Writing;

namespace Comity.Iso20022.Tests.Rules;

/// <summary>
/// Every rule of CBPR+, in both editions, by generated messages: valid ones, and ones that break one rule. COMITY_ISO_MESSAGES sets how
/// many of each there are for each use of a message; a failure names the seed.
/// </summary>
public sealed class UsageRuleTests
{
    private static readonly DateOnly[] Days = [new(2026, 11, 1), new(2026, 11, 25)];
    private static readonly int? Asked = int.TryParse(
        Environment.GetEnvironmentVariable("COMITY_ISO_MESSAGES"),
        CultureInfo.InvariantCulture,
        out var asked
    )
        ? asked
        : null;

    public static TheoryData<string, DateOnly> Usages =>
        [.. Days.SelectMany(_ => RuleBook.CbprPlus.Usages, static (day, usage) => (usage.Name, day))];

    [Theory]
    [MemberData(nameof(Usages))]
    public void A_valid_message_has_no_finding(string usage, DateOnly day)
    {
        var rules = Rules(usage, day);
        for (var seed = 0; seed < Count(usage, day); seed++)
        {
            var message = MessageGenerator.Valid(rules, seed);
            var text = MessageWriter.ToBytes(message.Document, message.Header);
            var read = RoundTripTests.Read(text);

            Assert.True(FrameworkJudge.Fault(text) is null, $"seed {seed}: {FrameworkJudge.Fault(text)}");
            Assert.True(read.Document == message.Document, $"seed {seed}: read otherwise than made");
            var findings = rules.Check(read);
            Assert.True(findings.Count == 0, $"seed {seed}: {string.Join('\n', findings)}");
        }
    }

    [Theory]
    [MemberData(nameof(Usages))]
    public void A_message_that_breaks_one_rule_has_that_one_finding(string usage, DateOnly day)
    {
        var rules = Rules(usage, day);
        var each = Math.Max(1, Count(usage, day) / rules.Rules.Count) + 1;
        foreach (var rule in rules.Rules)
        {
            var made = 0;
            for (var seed = 0; seed < each * 4 && made < each; seed++)
            {
                if (MessageGenerator.Broken(rules, rule, seed) is not { } message)
                {
                    continue;
                }

                made++;
                var text = MessageWriter.ToBytes(message.Document, message.Header);
                Assert.True(
                    FrameworkJudge.Fault(text) is null,
                    $"{rule.Id}, seed {seed}: {FrameworkJudge.Fault(text)}"
                );
                var findings = rules.Check(RoundTripTests.Read(text), text);
                Assert.True(
                    findings is [var finding] && finding.Rule == rule && HasPlace(finding),
                    $"{rule.Id}, seed {seed}:\n{string.Join('\n', findings)}"
                );
            }

            Assert.True(made == each, $"{rule.Id}: only {made} of {each} messages that break it alone were found.");
        }
    }

    // A message without a header has no place for what is wrong with that.
    private static bool HasPlace(Finding finding) => finding.Line > 0 || finding.Rule.Id == "CBPR_Header_Restriction";

    private static int Count(string usage, DateOnly day) =>
        Asked ?? (usage.StartsWith("pacs.008", StringComparison.Ordinal) && day == Days[1] ? 200 : 40);

    private static RuleSet Rules(string usage, DateOnly day) =>
        RuleSet.Of(RuleBook.CbprPlus.Usages.Single(u => u.Name == usage), day, RuleBook.CbprPlus);
}
