using Comity.Ledger;
using Comity.Ordering.Checkpoints;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Replay;
using Comity.Protocol.Genesis;
using Microsoft.Extensions.Logging;

namespace Comity.Ordering.Embedded;

/// <summary>Makes checkpoints when enough has happened since the last, or when asked to, one at a time, and archives behind them.</summary>
internal sealed class Checkpointing(
    CheckpointStore store,
    BlockLog log,
    EmbeddedEngineOptions options,
    ulong lastHeight,
    ILogger logger
) : IDisposable
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _storing = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private ulong _lastHeight = lastHeight;
    private long _bytes;
    private Task<ulong> _running = Task.FromResult(lastHeight);

    /// <summary>When a checkpoint was last written, or this engine started.</summary>
    public DateTimeOffset LastWritten { get; private set; } = options.Time.GetUtcNow();

    /// <summary>A block was committed. For the ordering thread, which holds the ledger still.</summary>
    public void Committed(Ledger.Ledger ledger, LedgerTip tip, int bytes)
    {
        _bytes += bytes;
        if (
            (tip.Height - _lastHeight >= options.CheckpointEveryBlocks || _bytes >= options.CheckpointEveryBytes)
            && _running.IsCompleted
        )
        {
            _ = Begin(ledger, tip);
        }
    }

    /// <summary>Takes the state as it is, and writes it beside the ordering thread. For that thread.</summary>
    /// <returns>Its height, once it is on the disk.</returns>
    public Task<ulong> Begin(Ledger.Ledger ledger, LedgerTip tip)
    {
        if (!_running.IsCompleted)
        {
            return _running;
        }

        var image = ledger.Freeze();
        (_lastHeight, _bytes) = (tip.Height, 0);
        return _running = Task.Run(() => Write(image, tip));
    }

    /// <summary>Moves the segments that no kept checkpoint needs to the archive. Any thread.</summary>
    /// <returns>Their names, oldest first.</returns>
    public async Task<IReadOnlyList<string>> Archive(string folder)
    {
        await _storing.WaitAsync().ConfigureAwait(false);
        try
        {
            var heights = store.Heights;
            return heights.Count == 0 ? [] : Log.Archive.Move(log, folder, heights[0]);
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>Deletes the segments that no kept checkpoint needs and that every archive has. Any thread.</summary>
    public async Task<PruneReport> Prune(string own, IReadOnlyList<string> archives)
    {
        await _storing.WaitAsync().ConfigureAwait(false);
        try
        {
            var heights = store.Heights;
            var pruning = new Pruning(options.Disk, archives, heights.Count == 0 ? 0 : heights[0]);
            return await Task.Run(() => pruning.Run(own, log.Segments, log.Release)).ConfigureAwait(false);
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>Applies again what was committed after a height; nothing is archived meanwhile. Any thread.</summary>
    public IEnumerable<CommittedBlock> Replay(
        DataFolder folder,
        NetworkGenesis genesis,
        ulong after,
        CancellationToken cancellation
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _ending.Token);
        _storing.Wait(ended.Token);
        try
        {
            var (ledger, root, _) = Recovery.Load(store, genesis);
            if (ledger.Height > after)
            {
                ledger = Ledger.Ledger.Found(genesis);
                root = ledger.Commit();
            }

            var reader =
                ledger.Height + 1 >= log.FirstHeight
                    ? log.ReadFrom(ledger.Height + 1)
                    : BlockLog.ReadAll(options.Disk, folder.LogPath, options.ArchivesOf(folder), options.Log);
            foreach (
                var block in LedgerReplay.Apply(
                    ledger,
                    root,
                    BlockSource.Read(reader, authenticate: false, ended.Token)
                )
            )
            {
                if (block.Result.Height > after)
                {
                    yield return block;
                }
            }
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>Waits for a checkpoint that is being written.</summary>
    public void Dispose()
    {
        ((IAsyncResult)_running).AsyncWaitHandle.WaitOne();
        _ending.Cancel();
        // A replay ends at its next block. One that was left half-way without being disposed of shall not hold us up.
        if (_storing.Wait(LongestPatience))
        {
            _storing.Dispose();
        }

        _ending.Dispose();
    }

    // What cannot be archived stays in the log: that costs space, and nothing else.
    private void ArchiveBehind()
    {
        if (options.ArchiveFolder is not { } folder)
        {
            return;
        }

        try
        {
            var moved = Log.Archive.Move(log, folder, store.Heights[0]);
            if (moved.Count > 0)
            {
                EngineMessages.Archived(logger, moved.Count, folder, moved[^1]);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            EngineMessages.ArchivingFailed(logger, folder, fault);
        }
    }

    private async Task<ulong> Write(LedgerImage image, LedgerTip tip)
    {
        await _storing.WaitAsync().ConfigureAwait(false);
        try
        {
            var begun = options.Time.GetTimestamp();
            var length = 0L;
            store.Write(tip.Height, tip.Root.Bytes, content => length = image.WriteTo(content));
            EngineMessages.CheckpointWritten(logger, tip.Height, length, options.Time.GetElapsedTime(begun));
            LastWritten = options.Time.GetUtcNow();
            ArchiveBehind();
            return tip.Height;
        }
        catch (IOException fault)
        {
            // Nothing is lost: the log holds all of it, and an older checkpoint stands.
            EngineMessages.CheckpointFailed(logger, tip.Height, fault);
            throw;
        }
        finally
        {
            _storing.Release();
        }
    }
}
