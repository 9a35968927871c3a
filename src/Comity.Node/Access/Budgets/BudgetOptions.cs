namespace Comity.Node.Access.Budgets;

/// <summary>A rate with what may come at once.</summary>
/// <param name="PerSecond">In the long run: 1 to 10,000,000.</param>
/// <param name="Burst">At once, after a pause: <paramref name="PerSecond"/> / 10 to 100,000,000.</param>
public sealed record RateBudget(int PerSecond, int Burst);

/// <summary>What one caller may use of a node, whatever others do.</summary>
public sealed record BudgetOptions
{
    /// <summary>Transactions submitted. The burst takes at least one submission of the largest size.</summary>
    public RateBudget Transactions { get; init; } = new(20_000, 40_000);

    /// <summary>Every other call.</summary>
    public RateBudget Queries { get; init; } = new(1_000, 2_000);

    /// <summary>Calls under way at once, streams among them.</summary>
    public int CallsAtOnce { get; init; } = 128;

    /// <summary>Submissions under way at once, streams among them: each may hold as much memory as the largest request.</summary>
    public int SubmissionsAtOnce { get; init; } = 32;

    /// <summary>Proofs of who calls that fail, from one address.</summary>
    public RateBudget FailedAttempts { get; init; } = new(10, 100);
}
