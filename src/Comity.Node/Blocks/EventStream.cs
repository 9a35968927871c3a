using Comity.Node.Queries;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Blocks;

/// <summary>Events of committed blocks to one follower, at the follower's pace: nothing is held for it.</summary>
internal static class EventStream
{
    private const int BlocksAtOnce = 100;

    /// <summary>Serves one follower.</summary>
    public static async Task Run(
        HistoryReader history,
        Wire.FollowEventsRequest request,
        Func<IReadOnlyList<Wire.BlockEvents>, CancellationToken, Task<IReadOnlyList<Wire.BlockEvents>>> filter,
        Func<Wire.BlockEvents, CancellationToken, Task> show,
        CancellationToken cancellation
    )
    {
        var next = Math.Max(1, request.FromHeight);
        var last = request.UntilNow ? history.Tip : ulong.MaxValue;
        while (next <= last)
        {
            await history.Follow(next, cancellation);
            var blocks = await history.Ask(
                queries => queries.BlocksAsync(next, BlocksAtOnce, cancellation),
                next,
                cancellation
            );
            foreach (var block in await filter(blocks, cancellation))
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
