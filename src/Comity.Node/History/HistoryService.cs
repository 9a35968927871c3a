using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.History;

/// <summary>proto/comity/v1/history.proto.</summary>
internal sealed class HistoryService(LedgerReader ledger, HistoryReader history, Decimals decimals, PageCursor cursors)
    : Wire.History.HistoryBase
{
    /// <inheritdoc/>
    public override Task<Wire.ListAccountHistoryResponse> ListAccountHistory(
        Wire.ListAccountHistoryRequest request,
        ServerCallContext context
    ) => AccountHistoryPage.Read(request, cursors).Of(history, decimals, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<Wire.ListParticipantSettlementsResponse> ListParticipantSettlements(
        Wire.ListParticipantSettlementsRequest request,
        ServerCallContext context
    )
    {
        var page = ParticipantSettlementsPage.Read(request, cursors);
        return await ledger.Ask(
            (state, _) => state.View.TryGetParticipant(page.Participant, out var _),
            context.CancellationToken
        )
            ? await page.Of(history, decimals, context.CancellationToken)
            : throw Requests.NotFound($"participant {page.Participant} on this network");
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListAccountEvents(
        Wire.ListAccountEventsRequest request,
        ServerCallContext context
    )
    {
        var account = Requests.Account(request.Account, "account");
        return Events(Subject.Of(account), $"account {account}", request.PageSize, request.Cursor, context);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListParticipantEvents(
        Wire.ListParticipantEventsRequest request,
        ServerCallContext context
    )
    {
        var participant = Requests.Lei(request.Participant, "participant");
        return Events(Subject.Of(participant), $"participant {participant}", request.PageSize, request.Cursor, context);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListOfferEvents(
        Wire.ListOfferEventsRequest request,
        ServerCallContext context
    )
    {
        var offer = Requests.Offer(request.Offer, "offer");
        return Events(Subject.Of(offer), $"offer {offer}", request.PageSize, request.Cursor, context);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListJurisdictionPolicyChanges(
        Wire.ListJurisdictionPolicyChangesRequest request,
        ServerCallContext context
    )
    {
        var code = Requests.Jurisdiction(request.Jurisdiction, "jurisdiction");
        return Events(Subject.Of(code), $"jurisdiction {code}", request.PageSize, request.Cursor, context);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListEventsResponse> ListInstrumentPolicyChanges(
        Wire.ListInstrumentPolicyChangesRequest request,
        ServerCallContext context
    )
    {
        var instrument = Requests.Instrument(request.Instrument, "instrument");
        return Events(Subject.Of(instrument), $"instrument {instrument}", request.PageSize, request.Cursor, context);
    }

    private Task<Wire.ListEventsResponse> Events(
        Subject subject,
        string of,
        uint size,
        string cursor,
        ServerCallContext context
    ) =>
        EventsPage
            .Read(subject, $"events of {of}", size, cursor, cursors)
            .Of(history, decimals, context.CancellationToken);
}
