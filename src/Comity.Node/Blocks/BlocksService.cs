using Comity.Node.Access;
using Comity.Node.Access.Visibility;
using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;
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
    public override Task FollowBlocks(
        Wire.FollowBlocksRequest request,
        IServerStreamWriter<Wire.BlockInfo> responseStream,
        ServerCallContext context
    )
    {
        var sight = new ReceiptSight(sights.Of(context));
        var stream = new BlockStream<KeptBlock>(
            static (queries, from, most, cancellation) => queries.HeadersAsync(from, most, cancellation),
            static block => block.Header.Height,
            (blocks, _) => Task.FromResult(blocks),
            async (block, ended) =>
            {
                AdmittedCall.Of(context).EnsureStillProven();
                var seen = sight.Of(block);
                if (sight.TakeOverseen() is > 0 and var count)
                {
                    Sights.Note(context, Relation.Overseer, $"{count} receipts of block {block.Header.Height}");
                }

                await responseStream.WriteAsync(seen, ended);
            }
        );
        return Serve(stream, new StreamRange(request.FromHeight, request.UntilNow), context);
    }

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

    private Task Follow(
        Wire.FollowEventsRequest request,
        Func<Wire.BlockEvents, CancellationToken, Task> show,
        ServerCallContext context
    )
    {
        var call = AdmittedCall.Of(context);
        var sight = new EventSight(
            sights.Of(context),
            ledger,
            (uetr, height) =>
                history.Ask(
                    queries => queries.StepsAsync(uetr, height, context.CancellationToken),
                    height,
                    context.CancellationToken
                )
        );
        var stream = new BlockStream<Wire.BlockEvents>(
            static (queries, from, most, cancellation) => queries.BlocksAsync(from, most, cancellation),
            static block => block.Height,
            async (blocks, cancellation) =>
            {
                call.EnsureStillProven();
                var seen = await sight.FilterAsync(blocks, cancellation);
                if (sight.TakeOverseen() is > 0 and var count)
                {
                    Sights.Note(context, Relation.Overseer, $"{count} events up to block {seen[^1].Height}");
                }

                return seen;
            },
            show
        );
        return Serve(stream, new StreamRange(request.FromHeight, request.UntilNow), context);
    }

    private async Task Serve<T>(BlockStream<T> stream, StreamRange range, ServerCallContext context)
    {
        // A follower that waits for the next block would keep the node from stopping.
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken,
            lifetime.ApplicationStopping
        );
        try
        {
            await stream.Run(history, range, ended.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new ApiFault(FaultKind.Unavailable, "The node is stopping.").ToException();
        }
    }
}
