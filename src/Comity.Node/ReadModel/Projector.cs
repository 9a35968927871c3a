using System.Data.Common;
using System.Diagnostics;
using Comity.Node.ReadModel.Projecting;
using Comity.Node.ReadModel.Storage;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Comity.Node.ReadModel;

/// <summary>
/// Keeps the read model up with the ledger, in the background and in batches: from the newest blocks, and from the log where
/// it has fallen behind. The engine never waits for it. Where the database goes away it is tried again until it is back.
/// </summary>
internal sealed class Projector : IAsyncDisposable
{
    /// <summary>Most events of committed blocks that are held in memory.</summary>
    public const int MostEventsHeld = 200_000;

    /// <summary>Events after which a batch is full, live.</summary>
    public const int EventsPerBatch = 20_000;

    /// <summary>Events after which a batch is full, from the log: larger, as each page of the database is touched once for a batch.</summary>
    public const int EventsPerReplayedBatch = 100_000;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);
    private readonly ReadModelDatabase _database;
    private readonly IOrderingEngine _engine;
    private readonly ILogger _logger;
    private readonly BlockWindow _window;
    private readonly CancellationTokenSource _stopping = new();
    private readonly IDisposable _subscription;
    private readonly Rebuilding _rebuilding;
    private readonly ResiliencePipeline _retry;
    private readonly Task _running;
    private volatile ReadModelStore? _serving;
    private volatile string _fault = string.Empty;
    private volatile bool _failed;
    private volatile bool _ending;
    private volatile TaskCompletionSource _changed = NewSignal();
    private volatile DbException? _damage;
    private ulong _height;

    /// <summary>Starts projecting. Returns before the database was asked anything.</summary>
    /// <param name="database">Where to; owned from now on.</param>
    /// <param name="engine">Whose blocks.</param>
    /// <param name="window">Blocks that are known already; the newest are added to it.</param>
    /// <param name="logger">What the operator reads.</param>
    public Projector(ReadModelDatabase database, IOrderingEngine engine, BlockWindow window, ILogger logger)
    {
        (_database, _engine, _window, _logger) = (database, engine, window, logger);
        _rebuilding = new Rebuilding(database, engine, window, logger, _stopping.Token);
        _retry = new ResiliencePipelineBuilder()
            .AddRetry(
                new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<Exception>(CanPass),
                    MaxRetryAttempts = int.MaxValue,
                    BackoffType = DelayBackoffType.Exponential,
                    Delay = FirstDelay,
                    MaxDelay = LongestDelay,
                    UseJitter = true,
                    OnRetry = retry =>
                    {
                        ReadModelMessages.Away(logger, retry.RetryDelay, retry.Outcome.Exception!.Message);
                        return default;
                    },
                }
            )
            .Build();
        _subscription = engine.Subscribe(window.Add);
        window.Reached(engine.Tip.Height);
        _running = Task.Run(RunAsync);
    }

    /// <summary>How it stands.</summary>
    public ReadModelStatus Status
    {
        get
        {
            var (fault, rebuilt) = (_fault, _rebuilding.Height);
            var state =
                _failed ? ReadModelState.Failed
                : _serving is not null ? ReadModelState.Serving
                : fault.Length > 0 ? ReadModelState.Away
                : rebuilt is not null ? ReadModelState.Building
                : ReadModelState.Starting;
            return new(
                state,
                Volatile.Read(ref _height),
                _engine.Tip.Height,
                rebuilt,
                state == ReadModelState.Serving ? _rebuilding.Fault : fault
            );
        }
    }

    /// <summary>Begins to build the model anew from the log, beside the one that serves. Nothing happens where that is under way.</summary>
    /// <exception cref="ReadModelUnavailableException">There is none that serves: it is being built already, or cannot be reached.</exception>
    public void Rebuild()
    {
        if (_serving is null)
        {
            throw new ReadModelUnavailableException(Status.ToString());
        }

        _rebuilding.Request();
        Changed();
    }

    /// <summary>Waits until a height is projected.</summary>
    /// <param name="height">The height.</param>
    /// <param name="patience">How long; what is not there then is not waited for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ReadModelUnavailableException">It is not there in time; the message says how far it is.</exception>
    public Task ReachAsync(ulong height, TimeSpan patience, CancellationToken cancellation) =>
        ReachAsync(height, patience, isFollowing: false, cancellation);

    /// <summary>Waits, however long, until a height is projected, which may be one that is yet to come.</summary>
    /// <param name="height">The height.</param>
    /// <param name="patience">How long a model that does not serve is waited for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ReadModelUnavailableException">It is away, is being built, or has stopped.</exception>
    public Task FollowAsync(ulong height, TimeSpan patience, CancellationToken cancellation) =>
        ReachAsync(height, patience, isFollowing: true, cancellation);

    private async Task ReachAsync(ulong height, TimeSpan patience, bool isFollowing, CancellationToken cancellation)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var changed = _changed.Task;
            if (_serving is not null && Volatile.Read(ref _height) >= height)
            {
                return;
            }

            var status = Status;
            var left = patience - Stopwatch.GetElapsedTime(begun);
            if (isFollowing && status.State == ReadModelState.Serving)
            {
                (begun, left) = (Stopwatch.GetTimestamp(), Timeout.InfiniteTimeSpan);
            }
            else if (left <= TimeSpan.Zero || status.State is ReadModelState.Away or ReadModelState.Failed)
            {
                throw new ReadModelUnavailableException(status.ToString());
            }

            await Task.WhenAny(changed, Task.Delay(left, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Takes hold of the model that serves, for one query. To be released.</summary>
    /// <exception cref="ReadModelUnavailableException">None does.</exception>
    public ReadModelStore Hold()
    {
        while (_serving is { } serving)
        {
            if (serving.TryHold())
            {
                return serving;
            }
        }

        throw new ReadModelUnavailableException(Status.ToString());
    }

    /// <summary>A query found the database damaged: it begins anew.</summary>
    public void Damaged(DbException fault)
    {
        _damage = fault;
        Changed();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        // A clean stop leaves nothing to catch up; a rebuild that would take long is left for the next start.
        _stopping.CancelAfter(LongestGoodbye);
        _ending = true;
        Changed();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stopping.CancelAsync();
        await _rebuilding.EndAsync();
        _database.Dispose();
        _stopping.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // What may be otherwise the next time: the database, the network, the disk, another node's hold on it.
    private static bool CanPass(Exception fault) => fault is DbException or IOException or TimeoutException;

    private void Changed() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    private async Task RunAsync()
    {
        try
        {
            while (!_ending)
            {
                await _retry.ExecuteAsync(RunSessionAsync, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested) { }
        catch (Exception) when (_engine.Stopped.IsCompleted) { }
#pragma warning disable CA1031 // Whatever it is, payments go on, and the operator is told.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            ReadModelMessages.Failed(_logger, Volatile.Read(ref _height), fault);
            (_fault, _failed) = (fault.Message, true);
            Changed();
        }
    }

    // From opening the database to losing it. One that had got on is begun again without counting as another failure.
    private async ValueTask RunSessionAsync(CancellationToken cancellation)
    {
        ModelWriter? writer = null;
        var opened = Stopwatch.GetTimestamp();
        try
        {
            writer = Open();
            await ProjectAsync(writer, swapped => writer = swapped, cancellation).ConfigureAwait(false);
        }
        catch (DbException fault) when (fault.IsDamage())
        {
            ReadModelMessages.Damaged(_logger, fault.Message);
            if (writer is not null)
            {
                writer.Store.IsRetired = true;
            }
        }
        catch (Exception fault) when (CanPass(fault))
        {
            _fault = fault.Message;
            if (Stopwatch.GetElapsedTime(opened) < LongestDelay)
            {
                throw;
            }

            ReadModelMessages.Away(_logger, TimeSpan.Zero, fault.Message);
        }
        finally
        {
            _serving = null;
            await _rebuilding.EndAsync().ConfigureAwait(false);
            writer?.Store.Dispose();
            Changed();
        }
    }

    private ModelWriter Open()
    {
        var store = _database.OpenServing();
        ModelWriter writer;
        if (store is not null && !IsOfThisLog(store))
        {
            ReadModelMessages.OfAnotherLog(_logger, (ulong)store.Progress.Height, _engine.Tip.Height);
            store.IsRetired = true;
            store.Dispose();
            store = null;
        }

        if (store is not null)
        {
            writer = new ModelWriter(store);
            if (store.Progress.Projection != BlockProjection.Version)
            {
                _rebuilding.Request();
            }
        }
        else
        {
            _fault = string.Empty;
            writer = _window.Continues(0) ? new ModelWriter(_database.Begin()) : _rebuilding.Build();
            _database.Serve(writer.Store);
        }

        Serve(writer);
        ReadModelMessages.Opened(_logger, writer.Height);
        return writer;
    }

    // A log that was restored from a backup may have gone on otherwise than the one that was projected.
    private bool IsOfThisLog(ReadModelStore store)
    {
        var (height, tip) = ((ulong)store.Progress.Height, _engine.Tip);
        if (height == 0 || height > tip.Height)
        {
            return height == 0;
        }

        var root = height == tip.Height ? tip.Root : _window.RootOf(height) ?? ReplayedRoot(height);
        return root is null || store.LastRoot() == root;
    }

    // Nothing where the log no longer has that block: then the model is all there is of it.
    private Hash256? ReplayedRoot(ulong height) =>
        _engine.Replay(height - 1, _stopping.Token).FirstOrDefault() is { } block && block.Result.Height == height
            ? block.Root
            : null;

    private async Task ProjectAsync(ModelWriter writer, Action<ModelWriter> swapped, CancellationToken cancellation)
    {
        var batch = new List<CommittedBlock>();
        while (true)
        {
            var changed = _changed.Task;
            if (_damage is { } damage)
            {
                _damage = null;
                throw damage;
            }

            if (_rebuilding.TryTake(out var built))
            {
                writer = Swap(writer, built);
                swapped(writer);
            }

            _rebuilding.StartIfRequested();
            switch (_window.Take(writer.Height, EventsPerBatch, batch))
            {
                case WindowAnswer.Blocks:
                    writer.Write(batch);
                    Advance(writer);
                    break;
                case WindowAnswer.Gap when _rebuilding.IsRunning:
                    // The log is being read already, once and for both.
                    await _rebuilding
                        .Running.WaitAsync(cancellation)
                        .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    cancellation.ThrowIfCancellationRequested();
                    break;
                case WindowAnswer.Gap:
                    ReadModelMessages.CatchingUp(_logger, writer.Height);
                    _rebuilding.CatchUp(writer, () => Advance(writer));
                    break;
                default:
                    if (_ending)
                    {
                        return;
                    }

                    await NextAsync(writer.Height, changed).WaitAsync(cancellation).ConfigureAwait(false);
                    break;
            }
        }
    }

    private Task<Task> NextAsync(ulong height, Task changed) =>
        _rebuilding.IsRunning
            ? Task.WhenAny(_window.Newer(height), changed, _rebuilding.Running)
            : Task.WhenAny(_window.Newer(height), changed);

    // The new model is brought to where the old one is, so that nobody sees history go back.
    private ModelWriter Swap(ModelWriter old, ModelWriter built)
    {
        var batch = new List<CommittedBlock>();
        while (built.Height < old.Height)
        {
            if (_window.Take(built.Height, EventsPerReplayedBatch, batch) == WindowAnswer.Blocks)
            {
                built.Write(batch);
            }
            else
            {
                _rebuilding.CatchUp(built);
            }
        }

        _database.Serve(built.Store);
        Serve(built);
        old.Store.IsRetired = true;
        old.Store.Dispose();
        return built;
    }

    private void Serve(ModelWriter writer)
    {
        _fault = string.Empty;
        Volatile.Write(ref _height, writer.Height);
        _serving = writer.Store;
        Changed();
    }

    private void Advance(ModelWriter writer)
    {
        Volatile.Write(ref _height, writer.Height);
        Changed();
    }
}
