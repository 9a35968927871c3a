using Comity.Node.Errors;
using Comity.Node.Hosting;
using Comity.Node.Views;
using Comity.Ordering.Engine;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Blocks;

/// <summary>proto/comity/v1/blocks.proto.</summary>
internal sealed class BlocksService(
    IOrderingEngine engine,
    TrailAccess trail,
    IHostApplicationLifetime lifetime,
    Decimals decimals
) : Wire.Blocks.BlocksBase
{
    /// <inheritdoc/>
    public override Task FollowEvents(
        Wire.FollowEventsRequest request,
        IServerStreamWriter<Wire.BlockEvents> responseStream,
        ServerCallContext context
    ) => Follow(request, responseStream.WriteAsync, context);

    /// <inheritdoc/>
    public override Task ReadEvents(
        Wire.FollowEventsRequest request,
        IServerStreamWriter<Wire.BlockView> responseStream,
        ServerCallContext context
    )
    {
        var views = new EventViews(decimals);
        return Follow(request, (block, ended) => responseStream.WriteAsync(views.Block(block), ended), context);
    }

    private async Task Follow(
        Wire.FollowEventsRequest request,
        Func<Wire.BlockEvents, CancellationToken, Task> show,
        ServerCallContext context
    )
    {
        var kept =
            trail.Trail ?? throw new ApiFault(FaultKind.NotKept, "This node keeps no settlement trail.").ToException();
        // A follower that waits for the next block would keep the node from stopping.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            await EventStream.Run(kept, engine, request, show, ended.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new ApiFault(FaultKind.Unavailable, "The node is stopping.").ToException();
        }
    }
}
