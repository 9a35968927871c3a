using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Gateway.Recall;

/// <summary>A payment that the bank has received and is asked to give back.</summary>
/// <param name="Uetr">The payment.</param>
/// <param name="Received">What was received.</param>
/// <param name="Reason">ISO 20022 external cancellation reason code, or empty.</param>
public sealed record RecallRequest(Uetr Uetr, Amount Received, string Reason);

/// <summary>The bank's answer to a recall. One of the kinds below.</summary>
public abstract record RecallDecision
{
    private RecallDecision() { }

    /// <summary>The payment is returned in full.</summary>
    public sealed record Return : RecallDecision;

    /// <summary>The payment is kept.</summary>
    /// <param name="Reason">ISO 20022 external payment cancellation rejection code, for example CUST, LEGL, NOAS.</param>
    /// <param name="Explanation">In words: 1 to 105 characters.</param>
    public sealed record Keep(string Reason, string Explanation) : RecallDecision;
}

/// <summary>How a bank answers recalls.</summary>
/// <param name="Decide">Answers one.</param>
public sealed record RecallPolicy(Func<RecallRequest, RecallDecision> Decide)
{
    /// <summary>Keeps every payment: the customer has not agreed (CUST).</summary>
    public static RecallPolicy Refuse { get; } =
        new(static _ => new RecallDecision.Keep("CUST", "The creditor has not agreed to give the payment back."));

    /// <summary>Returns every payment.</summary>
    public static RecallPolicy Return { get; } = new(static _ => new RecallDecision.Return());
}
