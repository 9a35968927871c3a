using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;
using Comity.Node.Views;
using Comity.Protocol.Identifiers;
using Comity.Protocol.State;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.History;

/// <summary>A page of the settlements that concern a participant.</summary>
/// <param name="Filter">Which.</param>
/// <param name="Page">Which page.</param>
/// <param name="Numbers">The cursors of this list.</param>
internal sealed record ParticipantSettlementsPage(
    SettlementFilter Filter,
    HistoryPageRequest Page,
    NumberCursor Numbers
)
{
    /// <summary>Reads what is asked for.</summary>
    public static ParticipantSettlementsPage Read(Wire.ListParticipantSettlementsRequest request, PageCursor cursors)
    {
        var filter = new SettlementFilter(
            Requests.Lei(request.Participant, "participant"),
            request.Counterparty.Length == 0 ? null : Requests.Lei(request.Counterparty, "counterparty"),
            request.Instrument.Length == 0 ? null : Requests.Instrument(request.Instrument, "instrument"),
            State(request.State)
        );
        var numbers = new NumberCursor(cursors, $"settlements {filter} from {request.FromTime} to {request.ToTime}");
        return new ParticipantSettlementsPage(
            filter,
            numbers.Read(request.PageSize, request.Cursor, request.FromTime, request.ToTime),
            numbers
        );
    }

    /// <summary>Whose settlements are asked for.</summary>
    public Lei Participant => Filter.Participant!.Value;

    /// <summary>
    /// The same for somebody who is neither the participant nor oversees it: what goes between the two of them.
    /// </summary>
    /// <param name="viewer">Who.</param>
    /// <returns>Nothing where something else is asked for.</returns>
    public ParticipantSettlementsPage? Between(Lei viewer) =>
        Filter.Counterparty is null || Filter.Counterparty == viewer
            ? this with
            {
                Filter = Filter with { Counterparty = viewer },
            }
            : null;

    /// <summary>The page.</summary>
    public async Task<Wire.ListParticipantSettlementsResponse> Of(
        HistoryReader history,
        Decimals decimals,
        CancellationToken cancellation
    )
    {
        var (page, height) = await history.Ask(
            queries => queries.SettlementsAsync(Filter, Page, cancellation),
            cancellation
        );
        return new Wire.ListParticipantSettlementsResponse
        {
            Settlements = { page.Items.Select(settlement => Summary(settlement, decimals)) },
            NextCursor = Numbers.Write(page.Next),
            Height = height,
        };
    }

    private static SettlementStatus? State(Wire.SettlementInfo.Types.State state) =>
        state switch
        {
            Wire.SettlementInfo.Types.State.Unknown => null,
            // Both forms share their numbers.
            <= Wire.SettlementInfo.Types.State.Expired and > 0 => (SettlementStatus)(int)state,
            _ => throw Requests.Invalid("state", $"is {(int)state}; 0 to 5 are allowed"),
        };

    private static Wire.SettlementSummary Summary(SettlementSummary settlement, Decimals decimals)
    {
        var summary = new Wire.SettlementSummary
        {
            Uetr = settlement.Uetr.ToString(),
            State = (Wire.SettlementInfo.Types.State)(int)settlement.State,
            OpenedHeight = settlement.OpenedHeight,
            OpenedAt = settlement.OpenedAt.Milliseconds,
            ChangedHeight = settlement.ChangedHeight,
            ChangedAt = settlement.ChangedAt.Milliseconds,
            Transfers = { settlement.Legs.Select(leg => SettlementViews.Transfer(leg, decimals)) },
        };
        if (settlement.Path > 0)
        {
            summary.Path = (Wire.EventView.Types.Path)settlement.Path;
        }

        if (settlement.Purpose.Length > 0)
        {
            summary.Purpose = settlement.Purpose;
        }

        return summary;
    }
}
