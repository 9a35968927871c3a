namespace Comity.Ledger.StateTree;

/// <summary>
/// Brings the paths of a few keys into the processor's cache, all of them a step at a time, so that the waits for memory
/// overlap. Changes nothing but the time that the update takes afterwards.
/// </summary>
internal static class PathLoader
{
    /// <summary>How many paths are walked side by side: enough to keep the memory busy, few enough to stay in the cache.</summary>
    public const int GroupSize = 16;

    /// <summary>Fetches what an update of these keys will read.</summary>
    /// <param name="store">The tree.</param>
    /// <param name="node">The subtree that the keys are in.</param>
    /// <param name="changes">At most <see cref="GroupSize"/>.</param>
    public static void Load(NodeStore store, NodeRef node, ReadOnlySpan<StateChange> changes)
    {
        if (!node.IsBranch)
        {
            return;
        }

        Span<NodeRef> nodes = stackalloc NodeRef[GroupSize];
        Span<int> owners = stackalloc int[GroupSize];
        var count = changes.Length;
        for (var i = 0; i < count; i++)
        {
            nodes[i] = node;
            owners[i] = i;
        }

        while (count > 0)
        {
            var next = 0;
            for (var i = 0; i < count; i++)
            {
                ref readonly var links = ref store.Links(nodes[i]);
                var isRight = changes[owners[i]].Leaf.Key.Bit(links.Bit);
                var child = isRight ? links.Right : links.Left;
                store.FetchForHash(isRight ? links.Left : links.Right);
                store.FetchForHash(child);
                if (child.IsBranch)
                {
                    store.FetchForWalk(child);
                    nodes[next] = child;
                    owners[next] = owners[i];
                    next++;
                }
            }

            count = next;
        }
    }
}
