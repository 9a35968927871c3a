using Comity.Client.Queries;
using Comity.Gateway.Mapping;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;
using Wire = Comity.Protocol.Wire;

namespace Comity.Gateway.Recall;

/// <summary>Makes the settlement that gives a payment back: from the account that received it to the one that paid.</summary>
internal static class ReturnOrder
{
    /// <summary>The order, or why the payment cannot be given back by this participant.</summary>
    /// <param name="original">The payment.</param>
    /// <param name="references">How the message names it.</param>
    /// <param name="amount">How much; absent for all of it.</param>
    /// <param name="content">SHA-256 of the message behind it.</param>
    /// <param name="options">Whose accounts.</param>
    public static MappedInstruction Of(
        SettlementView original,
        PaymentReferences references,
        Amount? amount,
        Hash256 content,
        GatewayOptions options
    )
    {
        var received = original.Legs.LastOrDefault(leg => options.Accounts.Contains(leg.To));
        if (original.State != Wire.SettlementInfo.Types.State.Settled || received.Amount.Units == 0)
        {
            return Refuse(
                references,
                "NOOR",
                "PaymentNotReceived",
                $"{references.Uetr} is no payment that {options.Bic} has received",
                "Check the UETR."
            );
        }

        if (
            amount is { } stated
            && (stated.Instrument != received.Amount.Instrument || stated.Units > received.Amount.Units)
        )
        {
            return Refuse(
                references,
                "AM09",
                "ReturnAboveReceived",
                $"{stated} is not at most the {received.Amount} that came",
                "Correct the amount."
            );
        }

        var payer = original.Legs[0].From;
        var terms = new Settle
        {
            Uetr = ReturnReference.Of(original.Uetr),
            Legs = [new Leg(received.To, payer, amount ?? received.Amount)],
            Content = content,
        };
        return new MappedInstruction.Accepted(new PaymentOrder(references, terms));
    }

    private static MappedInstruction.Refused Refuse(
        PaymentReferences references,
        string isoReason,
        string name,
        string message,
        string advice
    ) => new(references, InstructionRefusal.Own(isoReason, name, message, advice));
}
