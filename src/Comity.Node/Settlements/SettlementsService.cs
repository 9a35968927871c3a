using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Settlements;

/// <summary>proto/comity/v1/settlements.proto.</summary>
internal sealed class SettlementsService(
    LedgerReader ledger,
    HistoryReader history,
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
        var info = await ledger.Ask(
            (state, _) => new SettlementStates(state, decimals).Of(uetr),
            context.CancellationToken
        );
        if (history.IsKept)
        {
            await new SettlementHistory(history, decimals).AddTo(info, uetr, context.CancellationToken);
        }

        return info;
    }

    /// <inheritdoc/>
    public override Task<Wire.ListWaitingResponse> ListWaiting(
        Wire.ListWaitingRequest request,
        ServerCallContext context
    )
    {
        var page = QueuePage.Read(request, cursors);
        return ledger.Ask((state, _) => page.Of(state, decimals), context.CancellationToken);
    }
}
