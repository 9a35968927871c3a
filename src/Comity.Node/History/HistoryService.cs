using Comity.Node.Access.Visibility;
using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.History;

/// <summary>proto/comity/v1/history.proto.</summary>
internal sealed class HistoryService(
    LedgerReader ledger,
    HistoryReader history,
    Sights sights,
    Decimals decimals,
    PageCursor cursors
) : Wire.History.HistoryBase
{
    /// <inheritdoc/>
    public override async Task<Wire.ListAccountHistoryResponse> ListAccountHistory(
        Wire.ListAccountHistoryRequest request,
        ServerCallContext context
    )
    {
        var page = AccountHistoryPage.Read(request, cursors);
        var sight = sights.Of(context);
        var relation = await ledger.Ask((state, _) => page.SeenBy(sight, state.View), context.CancellationToken);
        if (relation == Relation.None)
        {
            // As if it were not there.
            throw Requests.NotFound($"account {page.Account}");
        }

        var response = await page.Of(history, decimals, context.CancellationToken);
        Sights.Note(context, relation, $"{response.Lines.Count} lines of account {page.Account}");
        return response;
    }

    /// <inheritdoc/>
    public override async Task<Wire.ListParticipantSettlementsResponse> ListParticipantSettlements(
        Wire.ListParticipantSettlementsRequest request,
        ServerCallContext context
    )
    {
        var page = ParticipantSettlementsPage.Read(request, cursors);
        var sight = sights.Of(context);
        var known = await ledger.Ask(
            (state, _) => state.View.TryGetParticipant(page.Participant, out var _),
            context.CancellationToken
        );
        if (!known)
        {
            throw Requests.NotFound($"participant {page.Participant} on this network");
        }

        var relation = sight.To(page.Participant);
        var seen = relation == Relation.None ? page.Between(sight.Viewer) : page;
        if (seen is null)
        {
            return new Wire.ListParticipantSettlementsResponse { Height = history.Tip };
        }

        var response = await seen.Of(history, decimals, context.CancellationToken);
        Sights.Note(context, relation, $"{response.Settlements.Count} settlements of {page.Participant}");
        return response;
    }

    /// <inheritdoc/>
    public override async Task<Wire.ListEventsResponse> ListAccountEvents(
        Wire.ListAccountEventsRequest request,
        ServerCallContext context
    )
    {
        var account = Requests.Account(request.Account, "account");
        var page = Page(Subject.Of(account), $"account {account}", request.PageSize, request.Cursor);
        var sight = sights.Of(context);
        var relation = await ledger.Ask((state, _) => sight.To(state.View, account), context.CancellationToken);
        return relation == Relation.None ? Absent() : await Seen(page, $"account {account}", context);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListParticipantEvents(
        Wire.ListParticipantEventsRequest request,
        ServerCallContext context
    )
    {
        var participant = Requests.Lei(request.Participant, "participant");
        var page = Page(Subject.Of(participant), $"participant {participant}", request.PageSize, request.Cursor);
        return Seen(page, $"participant {participant}", context);
    }

    /// <inheritdoc/>
    public override async Task<Wire.ListEventsResponse> ListOfferEvents(
        Wire.ListOfferEventsRequest request,
        ServerCallContext context
    )
    {
        var offer = Requests.Offer(request.Offer, "offer");
        var page = Page(Subject.Of(offer), $"offer {offer}", request.PageSize, request.Cursor);
        var (terms, _) = await history.Ask(
            queries => queries.OfferAsync(offer, context.CancellationToken),
            context.CancellationToken
        );
        return terms is null || await ToOffer(terms, context) == Relation.None
            ? Absent()
            : await Seen(page, $"offer {offer}", context);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListJurisdictionPolicyChanges(
        Wire.ListJurisdictionPolicyChangesRequest request,
        ServerCallContext context
    )
    {
        var code = Requests.Jurisdiction(request.Jurisdiction, "jurisdiction");
        return Page(Subject.Of(code), $"jurisdiction {code}", request.PageSize, request.Cursor)
            .Of(history, decimals, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListInstrumentPolicyChanges(
        Wire.ListInstrumentPolicyChangesRequest request,
        ServerCallContext context
    )
    {
        var instrument = Requests.Instrument(request.Instrument, "instrument");
        return Page(Subject.Of(instrument), $"instrument {instrument}", request.PageSize, request.Cursor)
            .Of(history, decimals, context.CancellationToken);
    }

    private EventsPage Page(Subject subject, string of, uint size, string cursor) =>
        EventsPage.Read(subject, $"events of {of}", size, cursor, cursors);

    // What is not the caller's is answered as what does not exist.
    private Wire.ListEventsResponse Absent() => new() { Height = history.Tip };

    // An open offer is everybody's to see, one with named takers is the maker's and theirs.
    private Task<Relation> ToOffer(Wire.PostOffer terms, ServerCallContext context)
    {
        var sight = sights.Of(context);
        return terms.Takers.Count == 0 || terms.Takers.Contains(sight.Viewer.ToString())
            ? Task.FromResult(Relation.Own)
            : ledger.Ask(
                (state, _) => sight.To(state.View, new AccountAddress(terms.Account.Span)),
                context.CancellationToken
            );
    }

    // What of it the caller may see is decided as for the stream of blocks' events.
    private async Task<Wire.ListEventsResponse> Seen(EventsPage page, string of, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        var sight = new EventSight(
            sights.Of(context),
            ledger,
            (uetr, height) =>
                history.Ask(queries => queries.StepsAsync(uetr, height, cancellation), height, cancellation)
        );
        var (response, overseen) = await page.Of(history, sight, decimals, cancellation);
        if (overseen > 0)
        {
            Sights.Note(context, Relation.Overseer, $"{overseen} events of {of}");
        }

        return response;
    }
}
