using Comity.Cli.Scenarios.Steps;
using Comity.Client.Submission;
using Comity.Gateway;
using Comity.Protocol.Wire;

namespace Comity.Cli.Demo;

/// <summary>Compares what came of a step with what its scenario expects.</summary>
internal static class Judgement
{
    /// <summary>The result of a step.</summary>
    public static StepResult Of(
        Step step,
        Expectation expectation,
        ExpectedOutcome outcome,
        InstructionRefusal? refusal,
        IReadOnlyList<string> uetrs,
        IReadOnlyList<string> details,
        long milliseconds
    ) =>
        new()
        {
            Name = step.Name,
            Title = step.Title,
            Line = step.Line,
            Uetrs = uetrs,
            Outcome = Word(outcome),
            Expected = Word(expectation.Outcome),
            Met = Meets(expectation, outcome, refusal),
            Reason = refusal?.IsoReason ?? string.Empty,
            Refusal = refusal?.Name ?? string.Empty,
            Rule = refusal?.Rule ?? string.Empty,
            Details = refusal is null ? details : [.. details, refusal.ToString()],
            FinalityMilliseconds = milliseconds,
        };

    /// <summary>A settlement's state in the words of scenarios.</summary>
    public static ExpectedOutcome Of(SettlementInfo.Types.State state) =>
        state switch
        {
            SettlementInfo.Types.State.Waiting => ExpectedOutcome.Waiting,
            SettlementInfo.Types.State.Reserved => ExpectedOutcome.Reserved,
            SettlementInfo.Types.State.Settled => ExpectedOutcome.Settled,
            SettlementInfo.Types.State.Cancelled => ExpectedOutcome.Cancelled,
            SettlementInfo.Types.State.Expired => ExpectedOutcome.Expired,
            _ => ExpectedOutcome.Refused,
        };

    /// <summary>A gateway's outcome in the words of scenarios.</summary>
    public static ExpectedOutcome Of(InstructionStatus status) =>
        status switch
        {
            InstructionStatus.Settled => ExpectedOutcome.Settled,
            InstructionStatus.Waiting => ExpectedOutcome.Waiting,
            InstructionStatus.Cancelled => ExpectedOutcome.Cancelled,
            InstructionStatus.Forwarded => ExpectedOutcome.Forwarded,
            InstructionStatus.Returned => ExpectedOutcome.Returned,
            _ => ExpectedOutcome.Refused,
        };

    /// <summary>Why a transaction did not apply; nothing where it did.</summary>
    public static InstructionRefusal? RefusalOf(SubmissionOutcome outcome) =>
        outcome switch
        {
            SubmissionOutcome.Applied => null,
            SubmissionOutcome.Refused { Refusal: var refusal } => new InstructionRefusal(
                refusal.IsoReason,
                refusal.Code.ToString(),
                refusal.Subject,
                refusal.Rule,
                refusal.Advice
            ),
            _ => new InstructionRefusal(
                "NARR",
                outcome.GetType().Name,
                outcome.ToString(),
                string.Empty,
                "Send it again."
            ),
        };

    private static bool Meets(Expectation expectation, ExpectedOutcome outcome, InstructionRefusal? refusal) =>
        (expectation.Outcome, outcome) switch
        {
            (ExpectedOutcome.Accepted, _) => outcome != ExpectedOutcome.Refused,
            // Reserved is a way of waiting.
            (ExpectedOutcome.Waiting, ExpectedOutcome.Reserved) => true,
            _ => expectation.Outcome == outcome,
        }
        && Is(expectation.Reason, refusal?.IsoReason)
        && Is(expectation.Refusal, refusal?.Name)
        && (
            expectation.Rule.Length == 0
            || (refusal?.Rule.EndsWith($"/{expectation.Rule}", StringComparison.Ordinal) ?? false)
        )
        && (
            expectation.Owner.Length == 0
            || (refusal?.Rule.StartsWith($"{expectation.Owner}/", StringComparison.Ordinal) ?? false)
        );

    private static bool Is(string expected, string? actual) =>
        expected.Length == 0 || string.Equals(expected, actual, StringComparison.Ordinal);

    private static string Word(ExpectedOutcome outcome) => outcome.ToString().ToLowerInvariant();
}
