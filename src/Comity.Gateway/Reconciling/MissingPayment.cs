namespace Comity.Gateway.Reconciling;

/// <summary>A payment that the node answered as settled, and that it does not know any more.</summary>
/// <param name="Uetr">The settlement's UETR.</param>
/// <param name="Sender">Who sent the message that asked for it.</param>
/// <param name="MessageId">What that message calls itself.</param>
/// <param name="Outcome">What was answered then.</param>
public sealed record MissingPayment(string Uetr, string Sender, string MessageId, InstructionOutcome Outcome);
