using Comity.Node.Access.Visibility;
using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Offers;

/// <summary>proto/comity/v1/offers.proto.</summary>
internal sealed class OffersService(LedgerReader ledger, Sights sights, Decimals decimals, PageCursor cursors)
    : Wire.Offers.OffersBase
{
    /// <inheritdoc/>
    public override Task<Wire.ListOffersResponse> ListOffers(Wire.ListOffersRequest request, ServerCallContext context)
    {
        var page = OfferPage.Read(request, cursors);
        var sight = sights.Of(context);
        return ledger.Ask((state, _) => page.Of(state, decimals, sight), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Wire.QuoteInfo> Quote(Wire.QuoteRequest request, ServerCallContext context)
    {
        var asked = QuoteQuestion.Read(request, decimals);
        var sight = sights.Of(context);
        var book = await ledger.Ask((state, tip) => QuoteQuestion.Book(state, tip, sight), context.CancellationToken);
        return asked.Answer(book, decimals);
    }
}
