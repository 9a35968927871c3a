namespace Comity.Ledger.Invariants;

/// <summary>Something that must always hold does not: a bug. The node stops rather than go on.</summary>
/// <param name="invariant">Which invariant.</param>
/// <param name="finding">Where, and what was found.</param>
public sealed class InvariantViolationException(string invariant, string finding)
    : InvalidOperationException($"{invariant} does not hold: {finding}.")
{
    /// <summary>Which invariant.</summary>
    public string Invariant { get; } = invariant;
}
