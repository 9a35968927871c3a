namespace Comity.Ledger.LiquiditySaving;

/// <summary>What <see cref="LiquiditySaver.Find"/> chose. Valid until the saver's next <see cref="LiquiditySaver.Begin"/>.</summary>
public readonly ref struct SaverResult
{
    internal SaverResult(ReadOnlySpan<int> chosen, long workUsed, bool budgetEnded)
    {
        Chosen = chosen;
        WorkUsed = workUsed;
        BudgetEnded = budgetEnded;
    }

    /// <summary>
    /// The settlements to execute as one atomic step, ascending, numbered as <see cref="LiquiditySaver.AddSettlement"/>
    /// numbered them. Empty if no set can execute.
    /// </summary>
    public ReadOnlySpan<int> Chosen { get; }

    /// <summary>Elementary steps used, never more than the budget. A step is a visit to one movement or one settlement.</summary>
    public long WorkUsed { get; }

    /// <summary>
    /// Whether a larger budget might have found more: the search was cut short by the budget, not by having proved its
    /// choice or having tried what it knows.
    /// </summary>
    public bool BudgetEnded { get; }
}
