using Comity.Node.Access.Visibility;
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

    /// <summary>The page of something whose every event is everybody's.</summary>
    public async Task<Wire.ListEventsResponse> Of(
        HistoryReader history,
        Decimals decimals,
        CancellationToken cancellation
    )
    {
        var (page, height) = await history.Ask(
            queries => queries.EventsOfAsync(Subject, Page, cancellation),
            cancellation
        );
        return Response(page.Items, page.Next, height, decimals);
    }

    /// <summary>The page, with what its viewer may see.</summary>
    /// <param name="history">The read model.</param>
    /// <param name="sight">What the viewer sees of events.</param>
    /// <param name="decimals">Decimals of instruments.</param>
    /// <param name="cancellation">The caller gives up.</param>
    /// <returns>It, and how many of its events are shown because the viewer oversees.</returns>
    public async Task<(Wire.ListEventsResponse Response, int Overseen)> Of(
        HistoryReader history,
        EventSight sight,
        Decimals decimals,
        CancellationToken cancellation
    )
    {
        var (page, height) = await history.Ask(
            queries => queries.EventsOfAsync(Subject, Page, cancellation),
            cancellation
        );
        var blocks = await sight.FilterAsync(ByBlock(page.Items), cancellation);
        var seen = blocks.SelectMany(static block => block.Events).ToHashSet(ReferenceEqualityComparer.Instance);
        // Its end says nothing of whose an offer was: who is shown the offer is shown its end.
        var shown = page.Items.Where(happened =>
            seen.Contains(happened)
            || happened.KindCase is Wire.Event.KindOneofCase.OfferWithdrawn or Wire.Event.KindOneofCase.OfferExpired
        );
        return (Response(shown, page.Next, height, decimals), sight.TakeOverseen());
    }

    private Wire.ListEventsResponse Response(
        IEnumerable<Wire.Event> events,
        long? next,
        ulong height,
        Decimals decimals
    ) =>
        new()
        {
            Events = { events.Select(new EventViews(decimals).Event) },
            NextCursor = Numbers.Write(next),
            Height = height,
        };

    // Newest first, as blocks with the oldest first: that is how events are looked at.
    private static List<Wire.BlockEvents> ByBlock(IReadOnlyList<Wire.Event> events) =>
        [
            .. events
                .Reverse()
                .GroupBy(static happened => (happened.Height, happened.Time))
                .Select(static block => new Wire.BlockEvents
                {
                    Height = block.Key.Height,
                    Time = block.Key.Time,
                    Events = { block },
                }),
        ];
}
