using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Network;

/// <summary>A page of instruments, in order of their codes.</summary>
internal sealed record InstrumentPage(int Size, string After, PageCursor Cursors)
{
    private const string List = "instruments";

    /// <summary>Reads which page is asked for.</summary>
    public static InstrumentPage Read(Wire.ListInstrumentsRequest request, PageCursor cursors) =>
        new(PageSize.Read(request.PageSize), cursors.ReadText(List, request.Cursor), cursors);

    /// <summary>The page.</summary>
    public Wire.ListInstrumentsResponse Of(Ledger.Ledger ledger, Decimals decimals)
    {
        var following = ledger
            .View.Instruments.Select(static terms => terms.Id)
            .Order()
            .Where(id => string.CompareOrdinal(id.ToString(), After) > 0);
        var page = Page<InstrumentId>.Take(following, Size, last => Cursors.WriteText(List, last.ToString()));
        return new Wire.ListInstrumentsResponse
        {
            Instruments = { page.Items.Select(id => Supplies.Of(ledger, id, decimals)!) },
            NextCursor = page.Next,
            Height = ledger.Height,
        };
    }
}
