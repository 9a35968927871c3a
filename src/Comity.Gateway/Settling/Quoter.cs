using System.Diagnostics.CodeAnalysis;
using Comity.Client;
using Comity.Gateway.Mapping;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Quotes;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Gateway.Settling;

/// <summary>Quotes one after the other, so that orders sent together do not count on the same capacity.</summary>
internal sealed class Quoter(NodeConnection node, Lei taker)
{
    private OfferBook? _book;

    /// <summary>Forgets the offers: the next quote reads them again.</summary>
    public void Forget() => _book = null;

    /// <summary>Finds the best chain for an order.</summary>
    public async Task<QuoteAnswer> QuoteAsync(ExchangeOrder order, Timestamp now, CancellationToken cancellation)
    {
        _book ??= new OfferBook(await node.ListOffersAsync(cancellation));
        var request = new QuoteRequest(
            order.Limit.Instrument,
            order.Received.Instrument,
            ExchangeSide.Receive,
            order.Received.Units,
            taker,
            now
        );
        if (!_book.TryQuote(request, out var quote))
        {
            return new QuoteAnswer.None(
                InstructionRefusal.Own(
                    "ED05",
                    "NoOffer",
                    $"no chain of standing offers brings {order.Received} for {order.Limit.Instrument}",
                    "Try again later, or pay in the creditor's currency."
                )
            );
        }

        if (quote.Given.Units > order.Limit.Units)
        {
            return new QuoteAnswer.None(
                InstructionRefusal.Own(
                    "AM09",
                    "RateWorseThanLimit",
                    $"the best chain costs {quote.Given}; the message allows {order.Limit}: {quote}",
                    "Raise InstdAmt, or try again later."
                )
            );
        }

        _book = _book.Without(quote);
        return new QuoteAnswer.Found(quote);
    }
}

/// <summary>A quote within the order's limit, or why there is none.</summary>
internal abstract record QuoteAnswer
{
    private QuoteAnswer() { }

    internal sealed record Found(Quote Quote) : QuoteAnswer;

    internal sealed record None(InstructionRefusal Refusal) : QuoteAnswer;
}
