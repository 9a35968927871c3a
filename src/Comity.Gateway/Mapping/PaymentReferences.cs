namespace Comity.Gateway.Mapping;

/// <summary>How a message names a payment, for the answers that refer to it. Empty where it does not say.</summary>
/// <param name="Uetr">UETR.</param>
/// <param name="InstructionId">InstrId.</param>
/// <param name="EndToEndId">EndToEndId.</param>
/// <param name="TransactionId">TxId.</param>
internal sealed record PaymentReferences(string Uetr, string InstructionId, string EndToEndId, string TransactionId);
