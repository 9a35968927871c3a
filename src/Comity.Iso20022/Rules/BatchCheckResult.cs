using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Rules;

/// <summary>What was found in one message of a batch.</summary>
public abstract record BatchCheckResult
{
    private BatchCheckResult() { }

    /// <summary>The schema allows the message.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Findings">What the rules find, with lines and columns of the file.</param>
    public sealed record Checked(BusinessMessage Message, IReadOnlyList<Finding> Findings) : BatchCheckResult;

    /// <summary>It is not a message that the schema allows.</summary>
    /// <param name="Failure">The first fault.</param>
    public sealed record Refused(ReadFailure Failure) : BatchCheckResult;
}
