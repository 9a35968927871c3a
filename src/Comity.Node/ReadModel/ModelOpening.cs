using System.Data.Common;
using Comity.Node.ReadModel.Projecting;
using Comity.Node.ReadModel.Storage;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;
using Microsoft.Extensions.Logging;

namespace Comity.Node.ReadModel;

/// <summary>Opens the model that served before, where it is sound and was made of this node's log.</summary>
internal sealed class ModelOpening(
    ReadModelDatabase database,
    IOrderingEngine engine,
    BlockWindow window,
    ILogger logger,
    CancellationToken stopping
)
{
    /// <summary>Whether a model holds what this program would project; one that does not answers until it is rebuilt.</summary>
    public static bool IsOfThisVersion(ModelWriter writer) =>
        writer.Store.Progress.Projection == BlockProjection.Version;

    /// <summary>Opens it.</summary>
    /// <returns>Nothing where there is none, or it was made of another log and is removed.</returns>
    public ModelWriter? OpenServing()
    {
        if (database.OpenServing() is not { } store)
        {
            return null;
        }

        try
        {
            if (IsOfThisLog(store))
            {
                return new ModelWriter(store);
            }

            ReadModelMessages.OfAnotherLog(logger, (ulong)store.Progress.Height, engine.Tip.Height);
            store.IsRetired = true;
            store.Dispose();
            return null;
        }
        catch (Exception fault)
        {
            store.IsRetired = fault is DbException known && known.IsDamage();
            store.Dispose();
            throw;
        }
    }

    // A log that was restored from a backup may have gone on otherwise than the one that was projected.
    private bool IsOfThisLog(ReadModelStore store)
    {
        var (height, tip) = ((ulong)store.Progress.Height, engine.Tip);
        if (height == 0 || height > tip.Height)
        {
            return height == 0;
        }

        var root = height == tip.Height ? tip.Root : window.RootOf(height) ?? ReplayedRoot(height);
        return root is null || store.LastRoot() == root;
    }

    // Nothing where the log no longer has that block: then the model is all there is of it.
    private Hash256? ReplayedRoot(ulong height) =>
        engine.Replay(height - 1, stopping).FirstOrDefault() is { } block && block.Result.Height == height
            ? block.Root
            : null;
}
