using Comity.Node.ReadModel;
using Comity.Ordering.Engine;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Blocks;

/// <summary>Events of committed blocks to one follower, at the follower's pace: nothing is held for it.</summary>
internal static class EventStream
{
    private const int BlocksAtOnce = 100;

    /// <summary>Serves one follower.</summary>
    public static async Task Run(
        SettlementTrail trail,
        IOrderingEngine engine,
        Wire.FollowEventsRequest request,
        Func<Wire.BlockEvents, CancellationToken, Task> show,
        CancellationToken cancellation
    )
    {
        var next = Math.Max(1, request.FromHeight);
        var last = request.UntilNow ? engine.Tip.Height : ulong.MaxValue;
        while (next <= last)
        {
            await trail.Reach(next, cancellation);
            foreach (var block in trail.Blocks(next, BlocksAtOnce))
            {
                if (block.Height > last)
                {
                    return;
                }

                await show(block, cancellation);
                next = block.Height + 1;
            }
        }
    }
}
