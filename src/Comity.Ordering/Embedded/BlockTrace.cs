using System.Diagnostics;

namespace Comity.Ordering.Embedded;

/// <summary>
/// The trace of a block that has at least one payment whose caller is traced. The block's span belongs to the first one's trace, and
/// links to the others; each payment has a span of its own, from when its signatures were verified to its answer, that links
/// to the block. A block without one has no trace and costs nothing.
/// </summary>
internal sealed class BlockTrace
{
    private readonly Activity? _block;
    private readonly List<(ActivityContext Caller, DateTime Since)> _payments;

    private BlockTrace(Activity? block, List<(ActivityContext Caller, DateTime Since)> payments) =>
        (_block, _payments) = (block, payments);

    /// <summary>The block's span, for what follows from it.</summary>
    public ActivityContext Context => _block?.Context ?? default;

    /// <summary>Begins one; nothing where no caller is traced.</summary>
    public static BlockTrace? Begin(
        List<(ActivityContext Caller, DateTime Since)> traced,
        ulong height,
        int transactions
    )
    {
        if (traced.Count == 0)
        {
            return null;
        }

        var block = EngineTelemetry.Activities.StartActivity(
            "comity.block",
            ActivityKind.Internal,
            traced[0].Caller,
            links: traced.Skip(1).Select(static one => new ActivityLink(one.Caller))
        );
        block?.SetTag("comity.block.height", (long)height);
        block?.SetTag("comity.block.transactions", transactions);
        return new BlockTrace(block, [.. traced]);
    }

    /// <summary>A step of the block that took from one moment to another.</summary>
    public void Step(string name, DateTime from, TimeSpan took)
    {
        using var step = EngineTelemetry.Activities.StartActivity(
            name,
            ActivityKind.Internal,
            Context,
            startTime: new DateTimeOffset(from, TimeSpan.Zero)
        );
        step?.SetEndTime(from + took);
    }

    /// <summary>Everybody is answered.</summary>
    public void End()
    {
        var now = DateTime.UtcNow;
        foreach (var (caller, since) in _payments)
        {
            using var payment = EngineTelemetry.Activities.StartActivity(
                "comity.order",
                ActivityKind.Internal,
                caller,
                links: [new ActivityLink(Context)],
                startTime: new DateTimeOffset(since, TimeSpan.Zero)
            );
            payment?.SetEndTime(now);
        }

        _block?.Dispose();
        // Nothing else on this thread belongs to it.
        Activity.Current = null;
    }
}
