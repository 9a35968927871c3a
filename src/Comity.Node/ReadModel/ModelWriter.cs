using Comity.Node.Operating;
using Comity.Node.ReadModel.Projecting;
using Comity.Node.ReadModel.Storage;
using Comity.Ordering.Engine;

namespace Comity.Node.ReadModel;

/// <summary>Projects blocks into one generation. One thread at a time.</summary>
internal sealed class ModelWriter(ReadModelStore store)
{
    private readonly BlockProjection _projection = new(store.Load(), store.FindAccounts);

    /// <summary>The generation.</summary>
    public ReadModelStore Store => store;

    /// <summary>The last height that is written.</summary>
    public ulong Height => (ulong)store.Progress.Height;

    /// <summary>The last event that is written.</summary>
    public long Events => store.Progress.Events;

    /// <summary>Projects blocks that follow, and empties the list. After a failure this writer is of no use any more.</summary>
    public void Write(List<CommittedBlock> blocks)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        using var traced = ProjectionTrace.Begin(blocks);
        store.Write(_projection.Project(blocks));
        blocks.Clear();
    }
}
