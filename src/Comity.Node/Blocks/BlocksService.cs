using Comity.Node.Access;
using Comity.Node.Access.Visibility;
using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Node.Views;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Blocks;

/// <summary>proto/comity/v1/blocks.proto.</summary>
internal sealed class BlocksService(
    HistoryReader history,
    IHostApplicationLifetime lifetime,
    LedgerReader ledger,
    Sights sights,
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
        // A follower that waits for the next block would keep the node from stopping.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            var sight = new EventSight(
                sights.Of(context),
                ledger,
                (uetr, height) =>
                    history.Ask(queries => queries.StepsAsync(uetr, height, ended.Token), height, ended.Token)
            );
            var call = AdmittedCall.Of(context);
            await EventStream.Run(history, request, LookAsync, show, ended.Token);

            async Task<IReadOnlyList<Wire.BlockEvents>> LookAsync(
                IReadOnlyList<Wire.BlockEvents> blocks,
                CancellationToken cancellation
            )
            {
                call.EnsureStillProven();
                var seen = await sight.FilterAsync(blocks, cancellation);
                if (sight.TakeOverseen() is > 0 and var count)
                {
                    Sights.Note(context, Relation.Overseer, $"{count} events up to block {seen[^1].Height}");
                }

                return seen;
            }
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new ApiFault(FaultKind.Unavailable, "The node is stopping.").ToException();
        }
    }
}
