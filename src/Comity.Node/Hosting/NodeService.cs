using Comity.Node.Mapping;
using Comity.Node.Queries;
using Comity.Ordering.Engine;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Hosting;

/// <summary>The node's API: proto/comity/v1/node.proto over an ordering engine and, where it is kept, the read model.</summary>
internal sealed class NodeService(IOrderingEngine engine, ReadModelHost readModel, IHostApplicationLifetime lifetime)
    : Wire.Node.NodeBase
{
    /// <summary>Most transactions of one submission.</summary>
    public const int MostTransactions = 10_000;

    private static readonly string Version = typeof(NodeService).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <inheritdoc/>
    public override async Task<Wire.SubmitResponse> Submit(Wire.SubmitRequest request, ServerCallContext context) =>
        (await Start(request)).ToWire();

    /// <inheritdoc/>
    public override Task SubmitStream(
        IAsyncStreamReader<Wire.SubmitRequest> requestStream,
        IServerStreamWriter<Wire.SubmitResponse> responseStream,
        ServerCallContext context
    ) => SubmissionStream.Run(requestStream, responseStream, Start, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<Wire.NetworkInfo> GetNetwork(Wire.GetNetworkRequest request, ServerCallContext context)
    {
        var info = await Ask(LedgerQueries.Network, context);
        info.Genesis = UnsafeByteOperations.UnsafeWrap(engine.GenesisBytes);
        info.Version = Version;
        return info;
    }

    /// <inheritdoc/>
    public override async Task<Wire.SettlementInfo> GetSettlement(
        Wire.GetSettlementRequest request,
        ServerCallContext context
    )
    {
        var uetr = Requests.Uetr(request.Uetr, "uetr");
        var (info, height) = await Ask((ledger, tip) => (LedgerQueries.Settlement(ledger, uetr), tip.Height), context);
        if (readModel.Queries is { } queries && info.State != Wire.SettlementState.Unknown)
        {
            await readModel.Projector!.ReachAsync(height, context.CancellationToken);
            info.Steps.AddRange(await queries.StepsAsync(uetr, context.CancellationToken));
        }

        return info;
    }

    /// <inheritdoc/>
    public override Task<Wire.BalancesInfo> GetBalances(Wire.GetBalancesRequest request, ServerCallContext context)
    {
        var account = Requests.Account(request.Account, "account");
        return Ask((ledger, _) => LedgerQueries.Balances(ledger, account), context);
    }

    /// <inheritdoc/>
    public override Task<Wire.SupplyInfo> GetSupply(Wire.GetSupplyRequest request, ServerCallContext context)
    {
        var instrument = Requests.Instrument(request.Instrument, "instrument");
        return Ask((ledger, _) => LedgerQueries.Supply(ledger, instrument), context);
    }

    /// <inheritdoc/>
    public override Task<Wire.ListOffersResponse> ListOffers(
        Wire.ListOffersRequest request,
        ServerCallContext context
    ) => Ask(static (ledger, _) => LedgerQueries.Offers(ledger), context);

    /// <inheritdoc/>
    public override Task<Wire.ListParticipantsResponse> ListParticipants(
        Wire.ListParticipantsRequest request,
        ServerCallContext context
    ) => Ask(static (ledger, _) => LedgerQueries.Participants(ledger), context);

    /// <inheritdoc/>
    public override Task<Wire.ListWaitingResponse> ListWaiting(
        Wire.ListWaitingRequest request,
        ServerCallContext context
    ) => Ask(static (ledger, _) => LedgerQueries.Waiting(ledger), context);

    /// <inheritdoc/>
    public override Task<Wire.ProofInfo> Prove(Wire.ProveRequest request, ServerCallContext context)
    {
        var subject = ProofQueries.Read(request);
        return Ask((ledger, tip) => ProofQueries.Prove(ledger, tip, subject), context);
    }

    /// <inheritdoc/>
    public override async Task FollowEvents(
        Wire.FollowEventsRequest request,
        IServerStreamWriter<Wire.BlockEvents> responseStream,
        ServerCallContext context
    )
    {
        if (readModel.Queries is null)
        {
            throw new RpcException(
                new Status(StatusCode.FailedPrecondition, "This node keeps no read model; start it with one.")
            );
        }

        // A follower that waits for the next block would keep the node from stopping.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            await EventStream.Run(readModel, engine, request, responseStream, ended.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The node is stopping."));
        }
    }

    private Task<IReadOnlyList<Outcome>> Start(Wire.SubmitRequest request)
    {
        var count = request.Transactions.Count;
        if (count is 0 or > MostTransactions)
        {
            throw Requests.Invalid("transactions", $"has {count} elements; 1 to {MostTransactions} are allowed");
        }

        var transactions = new ReadOnlyMemory<byte>[count];
        for (var index = 0; index < count; index++)
        {
            transactions[index] = request.Transactions[index].Memory;
        }

        return engine.SubmitAsync(transactions, request.Wait == Wire.Wait.Accepted ? Wait.Accepted : Wait.Final);
    }

    private async Task<T> Ask<T>(Func<Ledger.Ledger, LedgerTip, T> query, ServerCallContext context)
    {
        try
        {
            return await engine.ReadAsync(query, context.CancellationToken);
        }
        catch (EngineBusyException busy)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, busy.Message));
        }
        catch (EngineStoppedException stopped)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, stopped.Message));
        }
    }
}
