using Comity.Node.Access.Visibility;
using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Quotes;
using Comity.Protocol.Transactions.Operations.Settlement;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Offers;

/// <summary>What a quote is asked for. The search runs outside the engine's thread, on a copy of the offers.</summary>
/// <param name="Gives">What the payer gives.</param>
/// <param name="Receives">What the payee receives.</param>
/// <param name="Side">Which end is stated.</param>
/// <param name="Units">Minor units of that end.</param>
/// <param name="Taker">Who pays; default: nobody in particular.</param>
internal sealed record QuoteQuestion(
    InstrumentId Gives,
    InstrumentId Receives,
    ExchangeSide Side,
    UInt128 Units,
    Lei Taker
)
{
    /// <summary>Reads what is asked.</summary>
    /// <exception cref="Grpc.Core.RpcException">INVALID_ARGUMENT: it cannot be.</exception>
    public static QuoteQuestion Read(Wire.QuoteRequest request, Decimals decimals)
    {
        var gives = Known(request.Gives, "gives", decimals, out var givesDecimals);
        var receives = Known(request.Receives, "receives", decimals, out var receivesDecimals);
        if (gives == receives)
        {
            throw Requests.Invalid(
                "receives",
                $"is {receives}, as `gives` is; another instrument is needed for a quote"
            );
        }

        var (side, field, text, places) = request.AmountCase switch
        {
            Wire.QuoteRequest.AmountOneofCase.Pay => (ExchangeSide.Pay, "pay", request.Pay, givesDecimals),
            Wire.QuoteRequest.AmountOneofCase.Receive => (
                ExchangeSide.Receive,
                "receive",
                request.Receive,
                receivesDecimals
            ),
            _ => throw Requests.Invalid("amount", "is missing; state exactly one of `pay` and `receive`"),
        };
        if (!AmountText.TryRead(text, places, out var units, out var fault))
        {
            throw Requests.Invalid(field, fault);
        }

        return units == 0
            ? throw Requests.Invalid(field, "is 0; more than nothing is needed")
            : new QuoteQuestion(
                gives,
                receives,
                side,
                units,
                request.Taker.Length == 0 ? default : Requests.Lei(request.Taker, "taker")
            );
    }

    /// <summary>The offers that stand and that a caller may see, and when.</summary>
    public static (OfferBook Book, LedgerTip Tip) Book(Ledger.Ledger ledger, LedgerTip tip, Sight sight) =>
        (
            new OfferBook([
                .. ledger
                    .View.Offers.Where(offer => sight.To(ledger.View, offer) != Relation.None)
                    .Select(offer => Standing(ledger, offer)),
            ]),
            tip
        );

    /// <summary>The best chain through them.</summary>
    /// <exception cref="Grpc.Core.RpcException">NOT_FOUND: no chain can carry the amount.</exception>
    public Wire.QuoteInfo Answer((OfferBook Book, LedgerTip Tip) at, Decimals decimals)
    {
        var request = new QuoteRequest(Gives, Receives, Side, Units, Taker, at.Tip.Time);
        if (!at.Book.TryQuote(request, out var quote))
        {
            var amount = decimals.Amount(Side == ExchangeSide.Pay ? Gives : Receives, Units);
            throw Requests.NotFound(
                $"chain of standing offers from {Gives} to {Receives} that can carry {amount.Instrument} {amount.Value}"
            );
        }

        return new Wire.QuoteInfo
        {
            Pays = decimals.Amount(quote.Given.Instrument, quote.Given.Units),
            Receives = decimals.Amount(quote.Received.Instrument, quote.Received.Units),
            Hops = { quote.Steps.Select(step => Hop(step, decimals)) },
            Height = at.Tip.Height,
            Time = at.Tip.Time.Milliseconds,
        };
    }

    private static Wire.QuoteInfo.Types.Hop Hop(QuoteStep step, Decimals decimals) =>
        new()
        {
            Offer = step.Offer.Id.ToString(),
            Maker = step.Offer.Maker.ToString(),
            Price = decimals.Price(step.Offer.Sells, step.Offer.Buys, step.Rate),
            Bought = decimals.Amount(step.Bought.Instrument, step.Bought.Units),
            Sold = decimals.Amount(step.Sold.Instrument, step.Sold.Units),
            ExpiresAt = step.Offer.ExpiresAt.Milliseconds,
        };

    private static InstrumentId Known(string text, string field, Decimals decimals, out int places)
    {
        var instrument = Requests.Instrument(text, field);
        return decimals.TryGet(text, out places)
            ? instrument
            : throw Requests.Invalid(field, $"is {text}, which is no instrument of this network");
    }

    private static StandingOffer Standing(Ledger.Ledger ledger, Ledger.StandingOffer offer) =>
        new(
            offer.Terms.Id,
            ledger.View.TryGetOwner(offer.Terms.Account, out var maker) ? maker : default,
            offer.Terms.Account,
            offer.Terms.Sells,
            offer.Terms.Buys,
            offer.Terms.Rate,
            offer.Terms.Minimum,
            offer.Terms.Maximum,
            offer.Remaining,
            offer.Cover,
            offer.Terms.Takers,
            offer.Terms.ExpiresAt
        );
}
