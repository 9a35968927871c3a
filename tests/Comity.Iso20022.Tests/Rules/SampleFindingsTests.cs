using System.Text;
using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules;
using Comity.Iso20022.Tests.Support;

namespace Comity.Iso20022.Tests.Rules;

/// <summary>What the rules find in the shared sample messages, each finding looked at once by a person.</summary>
public sealed class SampleFindingsTests
{
    // The samples were made for the edition of 2025; today the edition of 2026 is in force.
    private static readonly DateOnly[] Days = [new(2026, 6, 9), new(2026, 11, 25)];

    [Fact]
    public void The_findings_in_the_samples_are_those_that_were_looked_at()
    {
        Assert.SkipWhen(Repository.SharedSamples.Count == 0, "The shared sample messages are not on this machine.");
        var made = new StringBuilder();
        foreach (var path in Repository.SharedSamples)
        {
            var text = File.ReadAllBytes(path);
            made.Append("== ").Append(Path.GetFileName(path)).Append('\n');
            if (!MessageReader.Read(text).TryGet(out var message, out var failure))
            {
                made.Append("not valid against its schema: ").Append(failure.Finding).Append('\n');
                continue;
            }

            var usage = RuleBook.CbprPlus.UsageOf(message);
            foreach (var day in usage is null ? [] : Days)
            {
                var findings = RuleSet.Of(usage!, day, RuleBook.CbprPlus).Check(message, text);
                made.Append(FormattableString.Invariant($"{usage} on {day:yyyy-MM-dd}: {findings.Count} findings\n"));
                foreach (var finding in findings)
                {
                    made.Append(
                        FormattableString.Invariant(
                            $"  {finding.Line}:{finding.Column} {finding.Path}: {finding.Rule.Id}: {finding.Found}\n"
                        )
                    );
                }
            }
        }

        GoldenFile.AssertSame("tests/Comity.Iso20022.Tests/Rules/samples.golden.txt", made.ToString());
    }
}
