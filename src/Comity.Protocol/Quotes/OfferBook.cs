using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Protocol.Quotes;

/// <summary>Standing offers at one moment. Quotes from it are the best there are, and the same for the same offers.</summary>
/// <param name="Offers">The offers, in any order.</param>
public sealed record OfferBook(ImmutableArray<StandingOffer> Offers)
{
    /// <summary>
    /// Finds the chain of at most four offers that gives the payee most, or costs the payer least. No chain passes an instrument
    /// twice. Among equals the shortest chain counts, then the smallest offer ids from the payer on.
    /// </summary>
    /// <returns>False where no chain can carry the amount.</returns>
    public bool TryQuote(QuoteRequest request, [NotNullWhen(true)] out Quote? quote)
    {
        var usable = Offers.Where(offer => IsUsable(offer, request)).ToList();
        quote = request.Units == 0 || request.Gives == request.Receives ? null : new ChainSearch(request, usable).Run();
        return quote is not null;
    }

    /// <summary>The book once a quote has been taken, so that the next one does not count on the same capacity.</summary>
    public OfferBook Without(Quote quote)
    {
        var taken = quote.Steps.ToDictionary(static step => step.Offer.Id);
        var spent = new Dictionary<(AccountAddress, InstrumentId), UInt128>();
        for (var index = 0; index < quote.Steps.Length; index++)
        {
            var step = quote.Steps[index];
            var passedOn = index + 1 < quote.Steps.Length && quote.Steps[index + 1].Offer.Account == step.Offer.Account;
            spent[(step.Offer.Account, step.Offer.Sells)] = passedOn ? UInt128.Zero : step.Sold.Units;
        }

        return new OfferBook([.. Offers.Select(offer => Reduce(offer, taken, spent))]);
    }

    private static StandingOffer Reduce(
        StandingOffer offer,
        Dictionary<OfferId, QuoteStep> taken,
        Dictionary<(AccountAddress, InstrumentId), UInt128> spent
    )
    {
        var sold = taken.TryGetValue(offer.Id, out var step) ? step.Sold.Units : UInt128.Zero;
        var cover = spent.GetValueOrDefault((offer.Account, offer.Sells));
        return offer with { Remaining = offer.Remaining - sold, Cover = offer.Cover - UInt128.Min(cover, offer.Cover) };
    }

    private static bool IsUsable(StandingOffer offer, QuoteRequest request) =>
        offer.ExpiresAt > request.At
        && offer.Remaining > 0
        && offer.Sells != request.Gives
        && offer.Buys != request.Receives
        && (offer.Takers.IsEmpty || offer.Takers.Contains(request.Taker));
}
