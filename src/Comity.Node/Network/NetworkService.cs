using Comity.Node.Paging;
using Comity.Node.Queries;
using Comity.Node.Views;
using Comity.Ordering.Engine;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Network;

/// <summary>proto/comity/v1/network.proto.</summary>
internal sealed class NetworkService(LedgerReader ledger, IOrderingEngine engine, Decimals decimals, PageCursor cursors)
    : Wire.Network.NetworkBase
{
    private static readonly string Version = typeof(NetworkService).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <inheritdoc/>
    public override Task<Wire.NetworkInfo> GetNetwork(Wire.GetNetworkRequest request, ServerCallContext context) =>
        ledger.Ask(
            (state, tip) =>
                new Wire.NetworkInfo
                {
                    Network = state.Genesis.Network,
                    Genesis = UnsafeByteOperations.UnsafeWrap(engine.GenesisBytes),
                    Height = tip.Height,
                    Time = tip.Time.Milliseconds,
                    StateRoot = tip.Root.ToString(),
                    Version = Version,
                    Waiting = (ulong)state.View.WaitingCount,
                    Finished = (ulong)state.View.FinishedCount,
                    Accounts = (ulong)state.View.AccountCount,
                },
            context.CancellationToken
        );

    /// <inheritdoc/>
    public override Task<Wire.ListInstrumentsResponse> ListInstruments(
        Wire.ListInstrumentsRequest request,
        ServerCallContext context
    )
    {
        var page = InstrumentPage.Read(request, cursors);
        return ledger.Ask((state, _) => page.Of(state, decimals), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Wire.SupplyInfo> GetSupply(Wire.GetSupplyRequest request, ServerCallContext context)
    {
        var instrument = Requests.Instrument(request.Instrument, "instrument");
        return await ledger.Ask((state, _) => Supplies.Of(state, instrument, decimals), context.CancellationToken)
            ?? throw Requests.NotFound($"instrument {instrument} on this network");
    }

    /// <inheritdoc/>
    public override Task<Wire.ListParticipantsResponse> ListParticipants(
        Wire.ListParticipantsRequest request,
        ServerCallContext context
    )
    {
        var page = ParticipantPage.Read(request, cursors);
        return ledger.Ask((state, _) => page.Of(state), context.CancellationToken);
    }
}
