using Comity.Ordering.Checkpoints;
using Comity.Ordering.Files;
using Comity.Ordering.Log;

namespace Comity.Ordering.Embedded;

/// <summary>
/// The data folder of a node that does not run, held so that none can start: its log is archived and pruned behind the
/// checkpoints that it has. Nothing else in it changes.
/// </summary>
public sealed class StoppedNode : IDisposable
{
    private readonly DataFolder _folder;
    private readonly IReadOnlyList<Segment> _segments;

    private StoppedNode(DataFolder folder, ulong checkpointHeight) =>
        (_folder, CheckpointHeight, _segments) = (
            folder,
            checkpointHeight,
            SegmentCatalogue.Load(RealDisk.Instance, [folder.LogPath])
        );

    /// <summary>The height of the oldest checkpoint that is kept; 0 where there is none that can be loaded.</summary>
    public ulong CheckpointHeight { get; }

    /// <summary>Opens a data folder.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="DataFolderException">It cannot be opened: a node is running on it, or it is none, or it is read-only.</exception>
    /// <exception cref="LogDamagedException">The log's segments do not join.</exception>
    public static StoppedNode Open(string path)
    {
        var folder = DataFolder.Open(path);
        try
        {
            return new StoppedNode(folder, OldestCheckpoint(folder));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Moves full segments that no kept checkpoint needs to an archive.</summary>
    /// <param name="folder">Where to; it exists. Nothing: the data folder's own archive.</param>
    /// <returns>The segments' names, oldest first.</returns>
    public IReadOnlyList<string> Archive(string? folder) =>
        Log.Archive.Move(
            RealDisk.Instance,
            _segments,
            folder ?? _folder.ArchivePath,
            CheckpointHeight,
            static _ => { }
        );

    /// <summary>Deletes segments that no kept checkpoint needs and that every archive named has byte for byte.</summary>
    /// <param name="archives">Folders outside the data folder, at least one.</param>
    public PruneReport Prune(IReadOnlyList<string> archives) =>
        new Pruning(RealDisk.Instance, archives, CheckpointHeight).Run(_folder.ArchivePath, _segments, static _ => { });

    /// <summary>Lets go of the folder.</summary>
    public void Dispose() => _folder.Dispose();

    // One that this program could not start from, such as an earlier program's, is none.
    private static ulong OldestCheckpoint(DataFolder folder)
    {
        var store = CheckpointStore.Open(folder.CheckpointsPath);
        var (_, genesis) = GenesisFile.Take(folder.Path, default);
        var (ledger, _, _) = Recovery.Load(store, genesis);
        return ledger.Height == 0 ? 0 : store.Heights[0];
    }
}
