namespace Comity.Cli.Demo;

/// <summary>What a member held of a currency before and after the steps, in minor units.</summary>
/// <param name="Bic">The member.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Before">Before the first step.</param>
/// <param name="After">After the last.</param>
internal sealed record BalanceChange(string Bic, string Currency, UInt128 Before, UInt128 After);

/// <summary>How long payments took from sending to the durable answer, in milliseconds.</summary>
/// <param name="Count">How many were sent.</param>
/// <param name="Median">The middle one.</param>
/// <param name="Longest">The longest.</param>
internal sealed record FinalityTimes(int Count, long Median, long Longest)
{
    /// <summary>Of the steps that settled.</summary>
    public static FinalityTimes Of(IEnumerable<StepResult> steps)
    {
        var times = steps
            .Where(static step => step.Outcome == "settled" && step.FinalityMilliseconds > 0)
            .Select(static step => step.FinalityMilliseconds)
            .Order()
            .ToArray();
        return times.Length == 0 ? new(0, 0, 0) : new(times.Length, times[times.Length / 2], times[^1]);
    }
}

/// <summary>Everything that a scenario's run came to.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Network">The network.</param>
/// <param name="Folder">The world folder.</param>
/// <param name="Height">The last block.</param>
/// <param name="Steps">What became of each step.</param>
/// <param name="Balances">Who held what.</param>
/// <param name="Supplies">The proven supplies.</param>
/// <param name="Finality">How long payments took.</param>
/// <param name="OutboxFiles">How many ISO 20022 files the gateways wrote, by message.</param>
/// <param name="Milliseconds">How long all of it took.</param>
internal sealed record DemoReport(
    string Title,
    string Network,
    string Folder,
    ulong Height,
    IReadOnlyList<StepResult> Steps,
    IReadOnlyList<BalanceChange> Balances,
    IReadOnlyList<ProvenSupply> Supplies,
    FinalityTimes Finality,
    IReadOnlyDictionary<string, int> OutboxFiles,
    long Milliseconds
)
{
    /// <summary>Whether every expectation was met, every proof was good and nothing was made or lost.</summary>
    public bool IsGood => Steps.All(static step => step.Met) && Supplies.All(static supply => supply.IsConserved);
}
