using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Mapping;

/// <summary>What a message asks of the ledger: a settlement, but for the chain of offers of an exchange.</summary>
/// <param name="References">How the message names it.</param>
/// <param name="Terms">The settlement without exchanges.</param>
/// <param name="Exchange">What is to be exchanged; absent for a payment in one currency.</param>
/// <param name="IsShared">Whether the other side sends the same settlement: a payment versus payment.</param>
internal sealed record PaymentOrder(
    PaymentReferences References,
    Settle Terms,
    ExchangeOrder? Exchange = null,
    bool IsShared = false
);

/// <summary>The payee receives an exact amount; the payer gives another currency, at most so much.</summary>
/// <param name="Payer">The account debited.</param>
/// <param name="Payee">The account credited.</param>
/// <param name="Received">What the payee receives.</param>
/// <param name="Limit">The most that the payer gives.</param>
internal sealed record ExchangeOrder(AccountAddress Payer, AccountAddress Payee, Amount Received, Amount Limit);

/// <summary>What became of reading one instruction: an order, or a refusal before the ledger is bothered.</summary>
/// <param name="References">How the message names it.</param>
internal abstract record MappedInstruction(PaymentReferences References)
{
    /// <summary>It can be sent.</summary>
    internal sealed record Accepted(PaymentOrder Order) : MappedInstruction(Order.References);

    /// <summary>A return of a payment that the participant has received: its accounts come from the original settlement.</summary>
    internal sealed record Return(PaymentReferences References, Uetr Original, Amount Amount)
        : MappedInstruction(References);

    /// <summary>It cannot.</summary>
    internal sealed record Refused(PaymentReferences References, InstructionRefusal Refusal)
        : MappedInstruction(References);
}
