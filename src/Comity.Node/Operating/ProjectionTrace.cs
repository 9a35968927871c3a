using System.Diagnostics;
using Comity.Ordering.Engine;

namespace Comity.Node.Operating;

/// <summary>The span of a batch's projection, under the first traced block in it and with links to the others.</summary>
internal static class ProjectionTrace
{
    /// <summary>Begins one; nothing where no block is traced.</summary>
    public static Activity? Begin(List<CommittedBlock> blocks)
    {
        List<ActivityContext>? traced = null;
        foreach (var block in blocks)
        {
            if (block.Trace != default)
            {
                (traced ??= []).Add(block.Trace);
            }
        }

        var activity = traced is null
            ? null
            : NodeMetrics.Activities.StartActivity(
                "comity.project",
                ActivityKind.Internal,
                traced[0],
                links: traced.Skip(1).Select(static context => new ActivityLink(context))
            );
        activity?.SetTag("comity.projection.blocks", blocks.Count);
        return activity;
    }
}
