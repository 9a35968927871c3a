using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;
using Comity.Node.Views;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.History;

/// <summary>A page of what happened to an account, a participant, an offer, a jurisdiction or an instrument.</summary>
/// <param name="Subject">What it happened to.</param>
/// <param name="Page">Which page.</param>
/// <param name="Numbers">The cursors of this list.</param>
internal sealed record EventsPage(Subject Subject, HistoryPageRequest Page, NumberCursor Numbers)
{
    /// <summary>Reads which page is asked for.</summary>
    /// <param name="subject">What it happened to.</param>
    /// <param name="list">The list's name for cursors: what it is of, and of which.</param>
    /// <param name="size">Most events, as the caller states it.</param>
    /// <param name="cursor">Where an earlier page ended, as the caller states it.</param>
    /// <param name="cursors">The codec.</param>
    public static EventsPage Read(Subject subject, string list, uint size, string cursor, PageCursor cursors)
    {
        var numbers = new NumberCursor(cursors, list);
        return new EventsPage(subject, numbers.Read(size, cursor), numbers);
    }

    /// <summary>The page.</summary>
    public async Task<Wire.ListEventsResponse> Of(
        HistoryReader history,
        Decimals decimals,
        CancellationToken cancellation
    )
    {
        var height = history.Tip;
        var page = await history.Ask(
            queries => queries.EventsOfAsync(Subject, Page, cancellation),
            height,
            cancellation
        );
        return new Wire.ListEventsResponse
        {
            Events = { page.Items.Select(new EventViews(decimals).Event) },
            NextCursor = Numbers.Write(page.Next),
            Height = height,
        };
    }
}
