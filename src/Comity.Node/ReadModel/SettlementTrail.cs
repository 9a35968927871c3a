using System.Threading.Channels;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel;

/// <summary>
/// Projects committed blocks into the trail, in the background and in batches. What it holds in memory is bounded: where
/// blocks come faster than it writes, or the trail was lost, it reads from the log what it has missed.
/// </summary>
internal sealed class SettlementTrail : IAsyncDisposable
{
    private const int MostEventsQueued = 200_000;
    private const int EventsPerBatch = 20_000;
    private const int BlocksPerBatch = 1_000;
    private readonly TrailDatabase _database;
    private readonly IOrderingEngine _engine;
    private readonly ILogger _logger;
    private readonly Channel<CommittedBlock> _queue = Channel.CreateUnbounded<CommittedBlock>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
    );
    private readonly CancellationTokenSource _stopping = new();
    private readonly IDisposable _subscription;
    private readonly Task _projecting;
    private int _eventsQueued;
    private volatile TaskCompletionSource _advanced = NewSignal();
    private ulong _height;

    /// <summary>Starts projecting.</summary>
    public SettlementTrail(TrailDatabase database, IOrderingEngine engine, ILogger logger)
    {
        (_database, _engine, _logger) = (database, engine, logger);
        _height = database.Height;
        _subscription = engine.Subscribe(Committed);
        _projecting = Task.Run(Project);
    }

    /// <summary>The last height that was projected.</summary>
    public ulong Height => Volatile.Read(ref _height);

    /// <summary>Waits until a height is projected.</summary>
    public async Task Reach(ulong height, CancellationToken cancellation)
    {
        while (true)
        {
            var advanced = _advanced.Task;
            if (Height >= height)
            {
                return;
            }

            // If projecting has failed, say so rather than wait for ever.
            await Task.WhenAny(advanced, _projecting).WaitAsync(cancellation).ConfigureAwait(false);
            if (_projecting.IsCompleted && Height < height)
            {
                throw new EngineStoppedException("the settlement trail has stopped");
            }
        }
    }

    /// <summary>A settlement's steps, oldest first.</summary>
    public IReadOnlyList<Wire.Event> Steps(Uetr uetr) => _database.Steps(uetr);

    /// <summary>Events of projected blocks from a height on.</summary>
    public IReadOnlyList<Wire.BlockEvents> Blocks(ulong from, int most) => _database.Blocks(from, most);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _subscription.Dispose();
        _queue.Writer.TryComplete();
        // A clean stop leaves nothing to catch up; a rebuild that would take long is left for the next start.
        _stopping.CancelAfter(TimeSpan.FromSeconds(5));
        await _projecting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
        _database.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // On the engine's thread. A block that is dropped leaves a gap in the heights, which the projector sees.
    private void Committed(CommittedBlock block)
    {
        if (Volatile.Read(ref _eventsQueued) < MostEventsQueued)
        {
            Interlocked.Add(ref _eventsQueued, block.Result.Events.Count + 1);
            _queue.Writer.TryWrite(block);
        }
    }

    private async Task Project()
    {
        try
        {
            CatchUp(_engine.Tip.Height);
            var batch = new List<CommittedBlock>();
            while (await _queue.Reader.WaitToReadAsync(_stopping.Token).ConfigureAwait(false))
            {
                var events = 0;
                while (events < EventsPerBatch && batch.Count < BlocksPerBatch && _queue.Reader.TryRead(out var block))
                {
                    Interlocked.Add(ref _eventsQueued, -block.Result.Events.Count - 1);
                    if (block.Result.Height > Height + (ulong)batch.Count + 1)
                    {
                        Write(batch);
                        CatchUp(block.Result.Height);
                    }

                    if (block.Result.Height == Height + (ulong)batch.Count + 1)
                    {
                        events += block.Result.Events.Count;
                        batch.Add(block);
                    }
                }

                Write(batch);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested || _engine.Stopped.IsCompleted) { }
        catch (Exception fault)
        {
            TrailMessages.Failed(_logger, Height, fault);
            throw;
        }
    }

    private void CatchUp(ulong to)
    {
        if (Height >= to)
        {
            return;
        }

        TrailMessages.CatchingUp(_logger, Height, to);
        var batch = new List<CommittedBlock>();
        var events = 0;
        foreach (var block in _engine.Replay(Height, _stopping.Token))
        {
            batch.Add(block);
            events += block.Result.Events.Count;
            if (events >= EventsPerBatch || batch.Count >= BlocksPerBatch)
            {
                Write(batch);
                events = 0;
            }
        }

        Write(batch);
    }

    private void Write(List<CommittedBlock> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        _database.Project(batch);
        batch.Clear();
        Volatile.Write(ref _height, _database.Height);
        Interlocked.Exchange(ref _advanced, NewSignal()).TrySetResult();
    }
}
