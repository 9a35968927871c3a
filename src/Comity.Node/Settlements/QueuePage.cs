using System.Buffers.Binary;
using Comity.Ledger;
using Comity.Node.Access.Visibility;
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
    private const int MostLookedAt = 2_000;
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

    /// <summary>
    /// The page: of the settlements that a caller may see. So many are looked at, at most, that ordering does not wait; a page may
    /// therefore be short, or empty, and still not be the last.
    /// </summary>
    /// <returns>The page, and the furthest that the caller is to something on it.</returns>
    public (Wire.ListWaitingResponse Page, Relation Furthest) Of(Ledger.Ledger ledger, Decimals decimals, Sight sight)
    {
        var states = new SettlementStates(ledger, decimals);
        var page = new Wire.ListWaitingResponse { Height = ledger.Height };
        var (looked, furthest) = (0, Relation.Own);
        WaitingSettlement? last = null;
        foreach (var waiting in ledger.View.WaitingAfter(After))
        {
            if (last is not null && (page.Settlements.Count == Size || looked == MostLookedAt))
            {
                page.NextCursor = Cursor(last);
                break;
            }

            (last, looked) = (waiting, looked + 1);
            var relation = sight.To(ledger.View, Parties.Of(waiting.Terms));
            if (relation != Relation.None)
            {
                page.Settlements.Add(states.Of(waiting));
                furthest = relation < furthest ? relation : furthest;
            }
        }

        return (page, furthest);
    }

    private string Cursor(WaitingSettlement last)
    {
        var place = new byte[PlaceSize];
        place[0] = last.Place.Priority;
        BinaryPrimitives.WriteUInt64BigEndian(place.AsSpan(1), last.Place.Sequence);
        return Cursors.Write(List, place);
    }
}
