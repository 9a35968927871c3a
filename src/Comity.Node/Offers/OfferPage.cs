using Comity.Ledger;
using Comity.Node.Access.Visibility;
using Comity.Node.Paging;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Offers;

/// <summary>A page of standing offers, in order of their ids.</summary>
/// <param name="Size">Most offers.</param>
/// <param name="After">The id after which it begins; absent for the first.</param>
/// <param name="Cursors">The codec.</param>
internal sealed record OfferPage(int Size, OfferId? After, PageCursor Cursors)
{
    private const string List = "offers";

    /// <summary>Reads which page is asked for.</summary>
    public static OfferPage Read(Wire.ListOffersRequest request, PageCursor cursors) =>
        new(
            PageSize.Read(request.PageSize),
            request.Cursor.Length == 0 ? null : new OfferId(cursors.Read(List, request.Cursor)),
            cursors
        );

    /// <summary>The page: of the offers that a caller may see.</summary>
    public Wire.ListOffersResponse Of(Ledger.Ledger ledger, Decimals decimals, Sight sight)
    {
        var following = ledger
            .View.Offers.Where(offer => After is not { } id || offer.Terms.Id.CompareTo(id) > 0)
            .Where(offer => sight.To(ledger.View, offer) != Relation.None);
        var page = Page<StandingOffer>.Take(following, Size, last => Cursors.Write(List, last.Terms.Id.ToArray()));
        return new Wire.ListOffersResponse
        {
            Offers = { page.Items.Select(offer => Offer(ledger, offer, decimals)) },
            NextCursor = page.Next,
            Height = ledger.Height,
        };
    }

    private static Wire.OfferInfo Offer(Ledger.Ledger ledger, StandingOffer offer, Decimals decimals)
    {
        var terms = offer.Terms;
        var (sells, buys) = (terms.Sells.ToString(), terms.Buys.ToString());
        var info = new Wire.OfferInfo
        {
            Id = terms.Id.ToString(),
            Maker = ledger.View.TryGetOwner(terms.Account, out var maker) ? maker.ToString() : string.Empty,
            Account = terms.Account.ToString(),
            Sells = sells,
            Buys = buys,
            Price = decimals.Price(terms.Sells, terms.Buys, terms.Rate),
            Capacity = decimals.Amount(sells, terms.Capacity),
            Remaining = decimals.Amount(sells, offer.Remaining),
            Cover = decimals.Amount(sells, offer.Cover),
            Minimum = decimals.Amount(sells, terms.Minimum),
            Takers = { terms.Takers.Select(static taker => taker.ToString()) },
            ExpiresAt = terms.ExpiresAt.Milliseconds,
        };
        if (terms.Maximum > 0)
        {
            info.Maximum = decimals.Amount(sells, terms.Maximum);
        }

        return info;
    }
}
