using Comity.Iso20022.Reading;
using Comity.Iso20022.Rules.Checking;

namespace Comity.Iso20022.Rules;

/// <summary>Checks the messages of a file of any size against schema and rules, one in memory at a time.</summary>
public static class BatchChecker
{
    /// <summary>What is found in each message, as they are asked for.</summary>
    /// <param name="open">Opens the file. Once to read it, and once more if there is something to find the place of.</param>
    /// <param name="checker">The rules.</param>
    /// <param name="day">The day whose editions apply.</param>
    /// <param name="limits">As in <see cref="BatchReader.Read"/>.</param>
    public static IEnumerable<BatchCheckResult> Check(
        Func<Stream> open,
        RuleChecker checker,
        DateOnly day,
        ReadLimits? limits = null
    )
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(checker);
        return Walk(open, checker, day, limits);
    }

    private static IEnumerable<BatchCheckResult> Walk(
        Func<Stream> open,
        RuleChecker checker,
        DateOnly day,
        ReadLimits? limits
    )
    {
        using var text = open();
        BatchPositions? positions = null;
        try
        {
            foreach (var result in BatchReader.Read(text, limits))
            {
                if (result is not ReadResult.Accepted accepted)
                {
                    yield return new BatchCheckResult.Refused(((ReadResult.Refused)result).Failure);
                    continue;
                }

                var findings = checker.RulesFor(accepted.Message, day)?.Check(accepted.Message) ?? [];
                if (findings.Count > 0)
                {
                    positions ??= new BatchPositions(open());
                    findings = positions.Add(findings, accepted.Line, accepted.Column);
                }

                yield return new BatchCheckResult.Checked(accepted.Message, findings);
            }
        }
        finally
        {
            positions?.Dispose();
        }
    }
}
