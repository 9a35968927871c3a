namespace Comity.Cli.Scenarios.Steps;

/// <summary>What a step must lead to.</summary>
internal enum ExpectedOutcome
{
    /// <summary>Nothing in particular, but no refusal.</summary>
    Accepted,

    /// <summary>The payment is final.</summary>
    Settled,

    /// <summary>It waits.</summary>
    Waiting,

    /// <summary>It waits and its debtors' funds are held.</summary>
    Reserved,

    /// <summary>It is refused.</summary>
    Refused,

    /// <summary>It has been taken back.</summary>
    Cancelled,

    /// <summary>It has left the queue unexecuted.</summary>
    Expired,

    /// <summary>A recall of a final payment: passed on to the creditor's bank.</summary>
    Forwarded,

    /// <summary>A recall of a final payment: paid back.</summary>
    Returned,
}

/// <summary>What a step must lead to. Empty texts mean any.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">ISO 20022 reason code of a refusal.</param>
/// <param name="Refusal">The ledger's name of a refusal.</param>
/// <param name="Rule">The rule that refused.</param>
/// <param name="Owner">Whose rule it is.</param>
internal sealed record Expectation(
    ExpectedOutcome Outcome,
    string Reason = "",
    string Refusal = "",
    string Rule = "",
    string Owner = ""
);
