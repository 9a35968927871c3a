using Comity.Node.Access.Visibility;
using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>proto/comity/v1/settlements.proto.</summary>
internal sealed class SettlementsService(
    LedgerReader ledger,
    SettlementSight settlements,
    Sights sights,
    Decimals decimals,
    PageCursor cursors
) : Wire.Settlements.SettlementsBase
{
    /// <inheritdoc/>
    public override async Task<Wire.SettlementInfo> GetSettlement(
        Wire.GetSettlementRequest request,
        ServerCallContext context
    )
    {
        var uetr = Requests.Uetr(request.Uetr, "uetr");
        var look = await settlements.LookAsync(
            sights.Of(context),
            uetr,
            (state, relation) =>
                relation == Relation.None
                    ? SettlementStates.Unknown(uetr, state.Height)
                    : new SettlementStates(state, decimals).Of(uetr),
            context.CancellationToken
        );
        var info = SettlementHistory.Of(look, decimals);
        Sights.Note(context, look.Relation, $"settlement {uetr}");
        return info;
    }

    /// <inheritdoc/>
    public override async Task<Wire.ListWaitingResponse> ListWaiting(
        Wire.ListWaitingRequest request,
        ServerCallContext context
    )
    {
        var page = QueuePage.Read(request, cursors);
        var sight = sights.Of(context);
        var (response, closest) = await ledger.Ask(
            (state, _) => page.Of(state, decimals, sight),
            context.CancellationToken
        );
        Sights.Note(context, closest, $"{response.Settlements.Count} waiting settlements");
        return response;
    }
}
