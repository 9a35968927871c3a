using Comity.Gateway.Mapping;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Quotes;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Settling;

/// <summary>What a settlement moves, seen from the participant's accounts.</summary>
internal static class SettlementAmounts
{
    /// <summary>Of an order that goes as it is, or through a quote.</summary>
    public static InstructionAmounts Of(PaymentOrder order, Quote? quote, IReadOnlyCollection<AccountAddress> own) =>
        quote is null
            ? Of(order.Terms.Legs, own)
            : new InstructionAmounts(
                quote.Given,
                quote.Received,
                [.. quote.Steps.Select(static step => $"{step.Bought} for {step.Sold} at {step.Rate}")]
            );

    /// <summary>
    /// Of legs: what the participant gave, and what came of it. Where it received something itself, as in a payment versus
    /// payment, that is what came of it; else what the last account was paid.
    /// </summary>
    public static InstructionAmounts Of(IReadOnlyList<Leg> legs, IReadOnlyCollection<AccountAddress> own)
    {
        var debited = legs.Where(leg => own.Contains(leg.From)).Select(static leg => leg.Amount).FirstOrDefault();
        var credited = legs.Where(leg => own.Contains(leg.To))
            .Select(static leg => leg.Amount)
            .FirstOrDefault(legs.Count == 0 ? default : legs[^1].Amount);
        return new InstructionAmounts(debited, credited, []);
    }

    /// <summary>An order as a settlement.</summary>
    public static Settle Complete(PaymentOrder order, Quote? quote) =>
        quote is not null && order.Exchange is { } exchange
            ? order.Terms with
            {
                Exchanges = [quote.ToExchange(exchange.Payer, exchange.Payee, exchange.Limit.Units)],
            }
            : order.Terms;
}
