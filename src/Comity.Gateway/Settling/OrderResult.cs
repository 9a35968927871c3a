namespace Comity.Gateway.Settling;

/// <summary>What the ledger made of an order.</summary>
/// <param name="Status">Settled, waiting, rejected or cancelled.</param>
/// <param name="Refusal">Why, where it was not carried out.</param>
/// <param name="Amounts">What moved, or will.</param>
/// <param name="Milliseconds">From sending to the durable answer; 0 where it was not sent in this run.</param>
internal sealed record OrderResult(
    InstructionStatus Status,
    InstructionRefusal? Refusal,
    InstructionAmounts Amounts,
    long Milliseconds
)
{
    public static OrderResult Rejected(InstructionRefusal refusal, long milliseconds = 0) =>
        new(InstructionStatus.Rejected, refusal, InstructionAmounts.None, milliseconds);
}
