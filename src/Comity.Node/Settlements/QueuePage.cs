using System.Buffers.Binary;
using Comity.Ledger;
using Comity.Node.Paging;
using Comity.Node.Views;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>A page of the queue.</summary>
/// <param name="Size">Most settlements.</param>
/// <param name="After">The place after which it begins; absent for the first.</param>
/// <param name="Cursors">The codec.</param>
internal sealed record QueuePage(int Size, QueuePlace? After, PageCursor Cursors)
{
    private const string List = "queue";
    private const int PlaceSize = 1 + sizeof(ulong);

    /// <summary>Reads which page is asked for.</summary>
    public static QueuePage Read(Wire.ListWaitingRequest request, PageCursor cursors)
    {
        QueuePlace? after = null;
        if (request.Cursor.Length > 0)
        {
            var place = cursors.Read(List, request.Cursor);
            after = new QueuePlace(place[0], BinaryPrimitives.ReadUInt64BigEndian(place.AsSpan(1)));
        }

        return new QueuePage(PageSize.Read(request.PageSize), after, cursors);
    }

    /// <summary>The page.</summary>
    public Wire.ListWaitingResponse Of(Ledger.Ledger ledger, Decimals decimals)
    {
        var states = new SettlementStates(ledger, decimals);
        var page = Page<WaitingSettlement>.Take(ledger.View.WaitingAfter(After), Size, Cursor);
        return new Wire.ListWaitingResponse
        {
            Settlements = { page.Items.Select(states.Of) },
            NextCursor = page.Next,
            Height = ledger.Height,
        };
    }

    private string Cursor(WaitingSettlement last)
    {
        var place = new byte[PlaceSize];
        place[0] = last.Place.Priority;
        BinaryPrimitives.WriteUInt64BigEndian(place.AsSpan(1), last.Place.Sequence);
        return Cursors.Write(List, place);
    }
}
