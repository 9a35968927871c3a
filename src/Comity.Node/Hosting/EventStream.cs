using Comity.Ordering.Engine;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Hosting;

/// <summary>Events of committed blocks to one follower, at the follower's pace: nothing is held for it.</summary>
internal static class EventStream
{
    private const int BlocksAtOnce = 100;

    /// <summary>Serves one follower.</summary>
    public static async Task Run(
        ReadModelHost readModel,
        IOrderingEngine engine,
        Wire.FollowEventsRequest request,
        IServerStreamWriter<Wire.BlockEvents> responses,
        CancellationToken cancellation
    )
    {
        var next = Math.Max(1, request.FromHeight);
        var last = request.UntilNow ? engine.Tip.Height : ulong.MaxValue;
        while (next <= last)
        {
            await readModel.Projector!.ReachAsync(next, cancellation);
            foreach (var block in await readModel.Queries!.BlocksAsync(next, BlocksAtOnce, cancellation))
            {
                if (block.Height > last)
                {
                    return;
                }

                await responses.WriteAsync(block, cancellation);
                next = block.Height + 1;
            }
        }
    }
}
