using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Protocol.Quotes;

/// <summary>One step of a quote: what goes into an offer and what comes out.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Bought">What its maker takes.</param>
/// <param name="Sold">What its maker gives.</param>
public sealed record QuoteStep(StandingOffer Offer, Amount Bought, Amount Sold)
{
    /// <summary>The exact price of the step.</summary>
    public Rate Rate => Offer.Rate;
}

/// <summary>The best chain of offers for a request, with every rate, priced exactly as the ledger prices it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Steps">1 to 4 steps, from the payer to the payee.</param>
public sealed record Quote(QuoteRequest Request, ImmutableArray<QuoteStep> Steps)
{
    /// <summary>What the payer gives.</summary>
    public Amount Given => Steps[0].Bought;

    /// <summary>What the payee receives.</summary>
    public Amount Received => Steps[^1].Sold;

    /// <summary>The quote as a part of a settlement.</summary>
    /// <param name="payer">The account debited.</param>
    /// <param name="payee">The account credited.</param>
    /// <param name="limit">The worst that the payer accepts at the other end, in minor units, at least 1.</param>
    public Exchange ToExchange(AccountAddress payer, AccountAddress payee, UInt128 limit) =>
        new(payer, payee, [.. Steps.Select(static step => step.Offer.Id)], Request.Side, Request.Units, limit);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(", then ", Steps.Select(static step => $"{step.Bought} for {step.Sold} at {step.Rate}"));
}
