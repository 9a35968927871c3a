using Comity.Ledger.Blocks;
using Comity.Ordering.Checkpoints;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Witness;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Microsoft.Extensions.Logging;

namespace Comity.Ordering.Embedded;

/// <summary>
/// The embedded engine: one process gives the order, and a log on its disk is the truth. For laptops, pilots, tests, and a
/// platform run by one operator.
/// </summary>
public sealed class EmbeddedEngine : IOrderingEngine
{
    private readonly DataFolder _folder;
    private readonly BlockLog _log;
    private readonly Intake _intake;
    private readonly ReadQueue _reads;
    private readonly Checkpointing _checkpointing;
    private readonly Subscribers<CommittedBlock> _subscribers = new();
    private readonly Subscribers<BlockResult> _results = new();
    private readonly EngineTelemetry _telemetry;
    private readonly LossGuard _guard;
    private readonly OrderingThread _ordering;
#pragma warning disable CA2213 // A query or a timer may still ring it after the end: it goes with the garbage.
    private readonly AutoResetEvent _wake = new(initialState: false);
#pragma warning restore CA2213
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger _logger;
    private readonly OrderingStop _stop;
    private bool _disposed;

    private EmbeddedEngine(Opened opened, EmbeddedEngineOptions options, ILogger logger)
    {
        (_folder, _log, _logger) = (opened.Folder, opened.Log, logger);
        (GenesisBytes, Genesis, Recovery) = (opened.GenesisBytes, opened.Ledger.Genesis, opened.Report);
        _reads = new ReadQueue(options.MostReadsWaiting, () => _wake.Set());
        _intake = new Intake(options, () => _wake.Set());
        try
        {
            _guard = opened.Guard(_intake.Close);
        }
        catch
        {
            _intake.Dispose();
            throw;
        }

        _stop = options.Stop;
        _checkpointing = new Checkpointing(opened.Checkpoints, _log, options, opened.Report.CheckpointHeight, logger);
        _telemetry = new EngineTelemetry(GaugesOf(options));
        _telemetry.Started(opened.Ledger.View.WaitingCount);
        _ordering = new OrderingThread(
            new OrderingThread.Parts(
                opened.Ledger,
                _log,
                _intake,
                _reads,
                _checkpointing,
                _subscribers,
                _results,
                _telemetry,
                options,
                logger,
                _wake
            ),
            opened.Report.Tip,
            End
        );
        _ordering.Start();
    }

    /// <summary>Why nothing is ordered, where blocks are missing; nothing where all is well.</summary>
    public StopMark? OrderingStopped => _stop.Mark;

    /// <summary>Whether the last block could not be written for want of space.</summary>
    public bool IsDiskFull => _ordering.IsDiskFull;

    /// <summary>What starting found and did.</summary>
    public RecoveryReport Recovery { get; }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> GenesisBytes { get; }

    /// <inheritdoc/>
    public NetworkGenesis Genesis { get; }

    /// <inheritdoc/>
    public LedgerTip Tip => _ordering.Tip;

    /// <inheritdoc/>
    public Task Stopped => _stopped.Task;

    /// <summary>Where the data is.</summary>
    public string Folder => _folder.Path;

    /// <summary>Opens a data folder, brings the ledger to where its log ends, and starts.</summary>
    /// <param name="options">How to run.</param>
    /// <param name="logger">What the operator reads.</param>
    /// <param name="replayed">Told of each block that is replayed after the checkpoint, on this thread, before this returns.</param>
    /// <exception cref="DataFolderException">The folder cannot be used: held by another process, read-only, of another format.</exception>
    /// <exception cref="GenesisMismatchException">The folder belongs to another network, or no genesis was given.</exception>
    /// <exception cref="LogDamagedException">The log is damaged where it was acknowledged; nothing was changed.</exception>
    /// <exception cref="RootMismatchException">A block does not give the state that it gave when it was ordered.</exception>
    /// <exception cref="BlockRecordException">The log holds what this program cannot read.</exception>
    public static EmbeddedEngine Open(
        EmbeddedEngineOptions options,
        ILogger logger,
        Action<CommittedBlock>? replayed = null
    )
    {
        var folder = DataFolder.OpenOrCreate(options.Folder);
        BlockLog? log = null;
        try
        {
            var (bytes, genesis) = GenesisFile.Take(folder.Path, options.Genesis);
            options = options with
            {
                Log = options.Log with { Genesis = new ChainHash(NetworkGenesis.IdOf(bytes).Bytes) },
                Stop = new OrderingStop(),
            };
            log = BlockLog.Open(options.Disk, folder.LogPath, options.Log);
            var checkpoints = CheckpointStore.Open(options.Disk, folder.CheckpointsPath, options.CheckpointsKept);
            var (ledger, report) = Embedded.Recovery.Recover(
                folder,
                log,
                checkpoints,
                genesis,
                options,
                replayed ?? (static _ => { })
            );
            Tell(logger, report);
            var network = NetworkGenesis.IdOf(bytes);
            return new EmbeddedEngine(
                new Opened(
                    folder,
                    log,
                    checkpoints,
                    bytes,
                    ledger,
                    report,
                    close => new LossGuard(folder, log, network, options, logger, close)
                ),
                options,
                logger
            );
        }
        catch
        {
            // A disk that fails here too must not keep the folder from the next attempt.
            using (folder)
            {
                log?.Dispose();
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Outcome>> SubmitAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> transactions,
        Wait wait,
        Lei caller = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfZero(transactions.Count, nameof(transactions));
        return _intake.Submit(caller, transactions, wait);
    }

    /// <inheritdoc/>
    public Task<T> ReadAsync<T>(Func<Ledger.Ledger, LedgerTip, T> query, CancellationToken cancellation) =>
        _reads.Ask(query, cancellation);

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<CommittedBlock> committed) => _subscribers.Add(committed);

    /// <inheritdoc/>
    public IDisposable SubscribeToResults(Action<BlockResult> durable) => _results.Add(durable);

    /// <inheritdoc/>
    public IEnumerable<CommittedBlock> Replay(ulong after, CancellationToken cancellation) =>
        _checkpointing.Replay(_folder, Genesis, after, cancellation);

    /// <summary>Makes a checkpoint of the state as it is now, or a little later.</summary>
    /// <returns>Its height, once it is on the disk.</returns>
    public async Task<ulong> CheckpointAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (writing, asked) = await _reads
                .Ask((ledger, tip) => (_checkpointing.Begin(ledger, tip), tip.Height), cancellation)
                .ConfigureAwait(false);
            var height = await writing.WaitAsync(cancellation).ConfigureAwait(false);
            // One that was being written already may be of an older state.
            if (height >= asked)
            {
                return height;
            }
        }
    }

    /// <summary>Moves full segments of the log that no kept checkpoint needs to an archive.</summary>
    /// <param name="folder">Where to; it exists. Nothing: the data folder's own archive.</param>
    /// <returns>The segments' names, oldest first.</returns>
    public Task<IReadOnlyList<string>> ArchiveAsync(string? folder = null) =>
        _checkpointing.Archive(folder ?? _folder.ArchivePath);

    /// <summary>Deletes from the data folder full segments that no kept checkpoint needs and that every archive named has byte for byte.</summary>
    /// <param name="archives">Folders outside the data folder, at least one.</param>
    public Task<PruneReport> PruneAsync(IReadOnlyList<string> archives) =>
        _checkpointing.Prune(_folder.ArchivePath, archives);

    /// <summary>Signs how far this node has come: for whoever wants to hold it to that.</summary>
    public Task<(TipStatement Statement, byte[] Signature)> StateTipAsync(CancellationToken cancellation) =>
        _reads.Ask((_, tip) => _guard.State(tip), cancellation);

    /// <summary>Judges a statement that somebody kept. One that proves a loss stops ordering until an operator acknowledges it.</summary>
    public Task<TipVerdict> JudgeTipAsync(
        TipStatement statement,
        ReadOnlyMemory<byte> signature,
        CancellationToken cancellation
    ) => _reads.Ask((_, tip) => _guard.Judge(statement, signature.Span, tip), cancellation);

    /// <summary>Takes nothing more; what was taken in is ordered.</summary>
    public void StopTaking() => _intake.Close("the node is stopping");

    /// <summary>Orders what was taken in, then stops.</summary>
    public ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return ValueTask.CompletedTask;
        }

        _disposed = true;
        _intake.Close("the node is stopping");
        return new ValueTask(Task.Run(Close));
    }

    private static void Tell(ILogger logger, RecoveryReport report)
    {
        foreach (var cut in report.Log.Cuts)
        {
            EngineMessages.TailCut(logger, cut);
        }

        if (report.Log.MarkerRebuilt)
        {
            EngineMessages.MarkerRebuilt(logger);
        }

        foreach (var damaged in report.DamagedCheckpoints)
        {
            EngineMessages.CheckpointPassedOver(logger, damaged.Height, damaged.File, damaged.Reason);
        }

        EngineMessages.Started(
            logger,
            report.Tip.Height,
            report.Tip.Root.ToString(),
            report.CheckpointHeight,
            report.BlocksReplayed,
            report.TransactionsReplayed,
            report.Took
        );
    }

    private EngineGauges GaugesOf(EmbeddedEngineOptions options) =>
        new()
        {
            Height = () => (long)Tip.Height,
            InFlight = () => _intake.InFlight,
            Busy = () => _intake.Busy,
            Malformed = () => _intake.Malformed,
            CheckpointAge = () => options.Time.GetUtcNow() - _checkpointing.LastWritten,
            FreeDisk = () => new DriveInfo(_folder.Path).AvailableFreeSpace,
            OrderingStopped = () => OrderingStopped is not null,
            DiskFull = () => IsDiskFull,
            WitnessFailures = () => _guard.Failures,
        };

    private void Close()
    {
        _ordering.Dispose();
        _intake.Dispose();
        _checkpointing.Dispose();
        _telemetry.Dispose();
        try
        {
            _log.Dispose();
            if (_stopped.Task.IsCompletedSuccessfully)
            {
                _guard.StoppedClean(_log.DurableHeight, _log.LastHash);
            }
        }
        finally
        {
            _guard.Dispose();
            _folder.Dispose();
        }
    }

    // On the ordering thread, at its end.
    private void End(Exception? failure)
    {
        var reason = failure is null ? "the node has stopped" : $"the node has failed: {failure.Message}";
        _intake.Close(reason);
        if (failure is not null)
        {
            EngineMessages.Failed(_logger, Tip.Height, failure);
            _ordering.AbandonAll(new Outcome.NotKnown(reason));
            _stopped.TrySetException(failure);
        }
        else
        {
            EngineMessages.Stopped(_logger, Tip.Height);
            _stopped.TrySetResult();
        }

        _reads.Close(new EngineStoppedException(reason, failure));
    }

    private sealed record Opened(
        DataFolder Folder,
        BlockLog Log,
        CheckpointStore Checkpoints,
        byte[] GenesisBytes,
        Ledger.Ledger Ledger,
        RecoveryReport Report,
        Func<Action<string>, LossGuard> Guard
    );
}
