using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Offers;

/// <summary>proto/comity/v1/offers.proto.</summary>
internal sealed class OffersService(LedgerReader ledger, Decimals decimals, PageCursor cursors) : Wire.Offers.OffersBase
{
    /// <inheritdoc/>
    public override Task<Wire.ListOffersResponse> ListOffers(Wire.ListOffersRequest request, ServerCallContext context)
    {
        var page = OfferPage.Read(request, cursors);
        return ledger.Ask((state, _) => page.Of(state, decimals), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Wire.QuoteInfo> Quote(Wire.QuoteRequest request, ServerCallContext context)
    {
        var asked = QuoteQuestion.Read(request, decimals);
        var book = await ledger.Ask(QuoteQuestion.Book, context.CancellationToken);
        return asked.Answer(book, decimals);
    }
}
