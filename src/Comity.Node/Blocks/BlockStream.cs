using Comity.Node.Queries;
using Comity.Node.ReadModel.Queries;

namespace Comity.Node.Blocks;

/// <summary>Where a stream begins, and whether it ends.</summary>
/// <param name="FromHeight">The first height wanted.</param>
/// <param name="UntilNow">Whether it stops at the last committed block.</param>
internal readonly record struct StreamRange(ulong FromHeight, bool UntilNow);

/// <summary>Committed blocks to one follower, at the follower's pace: nothing is held for it.</summary>
/// <typeparam name="T">What is told of a block.</typeparam>
/// <param name="Read">Reads blocks from a height on: at most so many, oldest first.</param>
/// <param name="HeightOf">A block's height.</param>
/// <param name="Look">Leaves of blocks what the follower may see, keeping each.</param>
/// <param name="Show">Sends one.</param>
internal sealed record BlockStream<T>(
    Func<ReadModelQueries, ulong, int, CancellationToken, Task<IReadOnlyList<T>>> Read,
    Func<T, ulong> HeightOf,
    Func<IReadOnlyList<T>, CancellationToken, Task<IReadOnlyList<T>>> Look,
    Func<T, CancellationToken, Task> Show
)
{
    private const int BlocksAtOnce = 100;

    /// <summary>Serves one follower.</summary>
    public async Task Run(HistoryReader history, StreamRange range, CancellationToken cancellation)
    {
        var next = Math.Max(1, range.FromHeight);
        var last = range.UntilNow ? history.Tip : ulong.MaxValue;
        while (next <= last)
        {
            await history.Follow(next, cancellation);
            var blocks = await history.Ask(
                queries => Read(queries, next, BlocksAtOnce, cancellation),
                next,
                cancellation
            );
            foreach (var block in await Look(blocks, cancellation))
            {
                if (HeightOf(block) > last)
                {
                    return;
                }

                await Show(block, cancellation);
                next = HeightOf(block) + 1;
            }
        }
    }
}
