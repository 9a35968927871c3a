using Comity.Node.Errors;

namespace Comity.Node.Access.Budgets;

/// <summary>Whether something is within a caller's budget.</summary>
/// <param name="IsWithin">Whether it is.</param>
/// <param name="Fault">What is used up, where it is not.</param>
/// <param name="RetryAfter">When to come again, where it is not.</param>
internal readonly record struct BudgetAnswer(bool IsWithin, string Fault, TimeSpan RetryAfter)
{
    /// <summary>It is.</summary>
    public static BudgetAnswer Within { get; } = new(true, string.Empty, TimeSpan.Zero);

    /// <summary>The same as an error of the API, with the seconds until a new attempt (RFC 9110, section 10.2.3): at least 1.</summary>
    public ApiFault ToFault() =>
        new(FaultKind.RateLimited, Fault)
        {
            RetryAfterSeconds = Math.Max(1, (int)Math.Ceiling(RetryAfter.TotalSeconds)),
        };
}
