using Comity.Ledger.Blocks;
using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Microsoft.Extensions.Logging;

namespace Comity.Ordering.Embedded;

/// <summary>
/// The one thread that owns the ledger. It takes what is verified into a block, appends it to the log, applies it while the
/// flusher makes it durable, answers, and between blocks answers queries. What comes meanwhile makes the next block: group
/// commit.
/// </summary>
internal sealed class OrderingThread : IDisposable
{
    private const int ReadsBetweenBlocks = 256;
    private static readonly TimeSpan IdleBeforeSync = TimeSpan.FromSeconds(1);
    private readonly Ledger.Ledger _ledger;
    private readonly BlockLog _log;
    private readonly Intake _intake;
    private readonly ReadQueue _reads;
    private readonly Checkpointing _checkpointing;
    private readonly Subscribers<CommittedBlock> _subscribers;
    private readonly Subscribers<BlockResult> _results;
    private readonly EngineTelemetry _telemetry;
    private readonly EmbeddedEngineOptions _options;
    private readonly ILogger _logger;
    private readonly Flusher _flusher;
    private readonly BlockGathering _gathering;
    private readonly BlockClock _clock;
    private readonly AutoResetEvent _wake;
    private readonly Thread _thread;
    private readonly Action<Exception?> _ended;
    private LedgerTip _tip;
    private bool _full;
    private bool _synced;
    private volatile bool _stopping;

    /// <summary>Makes the thread; it does not start yet.</summary>
    /// <param name="parts">What it works with.</param>
    /// <param name="tip">Where the ledger is.</param>
    /// <param name="ended">Called at the end, with what failed, if anything did.</param>
    public OrderingThread(Parts parts, LedgerTip tip, Action<Exception?> ended)
    {
        _ended = ended;
        (_ledger, _log, _intake, _reads) = (parts.Ledger, parts.Log, parts.Intake, parts.Reads);
        (_checkpointing, _subscribers, _telemetry) = (parts.Checkpointing, parts.Subscribers, parts.Telemetry);
        _results = parts.Results;
        (_options, _logger, _wake, _tip) = (parts.Options, parts.Logger, parts.Wake, tip);
        _flusher = new Flusher(_log, _options.Time);
        _gathering = new BlockGathering(_intake, _options, _ledger, _wake);
        _clock = new BlockClock(_options, _logger, Wake);
        _thread = new Thread(Run) { IsBackground = true, Name = "comity ordering" };
    }

    /// <summary>What the thread works with.</summary>
    internal sealed record Parts(
        Ledger.Ledger Ledger,
        BlockLog Log,
        Intake Intake,
        ReadQueue Reads,
        Checkpointing Checkpointing,
        Subscribers<CommittedBlock> Subscribers,
        Subscribers<BlockResult> Results,
        EngineTelemetry Telemetry,
        EmbeddedEngineOptions Options,
        ILogger Logger,
        AutoResetEvent Wake
    );

    /// <summary>The last committed block.</summary>
    public LedgerTip Tip => Volatile.Read(ref _tip);

    /// <summary>Whether the last block could not be written for want of space.</summary>
    public bool IsDiskFull => Volatile.Read(ref _full);

    /// <summary>Starts.</summary>
    public void Start() => _thread.Start();

    /// <summary>Something has come.</summary>
    public void Wake() => _wake.Set();

    /// <summary>Orders everything that was taken in, then ends. The intake is closed.</summary>
    public void Dispose()
    {
        _stopping = true;
        Wake();
        _thread.Join();
        _flusher.Dispose();
        _clock.Dispose();
    }

    /// <summary>Answers everybody who still waits. After the thread's end.</summary>
    public void AbandonAll(Outcome outcome)
    {
        _gathering.Abandon(outcome);
        _intake.AbandonAll(outcome);
    }

    private void Run()
    {
        Exception? failure = null;
        try
        {
            while (!_stopping || !_intake.IsEmpty)
            {
                Turn();
            }
        }
#pragma warning disable CA1031 // Whatever it is, it is fatal, everybody who waits is told, and the engine stops.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            failure = fault;
        }

        _ended(failure);
    }

    private void Turn()
    {
        var gathered = _gathering.Gather();
        if (!gathered.IsEmpty || _clock.IsDue(_ledger.NextDue))
        {
            Order(gathered);
        }

        _reads.Answer(_ledger, _tip, ReadsBetweenBlocks);
        if (!_gathering.CanGather && _reads.IsEmpty && (!_stopping || !_intake.IsEmpty))
        {
            Rest();
        }
    }

    private void Rest()
    {
        _clock.WakeWhenDue(_ledger.NextDue);
        if (_wake.WaitOne(_synced ? Timeout.InfiniteTimeSpan : IdleBeforeSync) || _synced)
        {
            return;
        }

        // Idle: the marker too goes to the disk, so that a later power cut leaves nothing to guess.
        _log.Flush();
        _synced = true;
    }

    private void Order(GatheredBlock gathered)
    {
        var (empty, bytes) = (gathered.IsEmpty, gathered.Bytes);
        var block = new Block(_tip.Height + 1, _clock.BlockTime(_tip.Time), gathered.Transactions);
        var trace = BlockTrace.Begin(gathered.Traced, block.Height, block.Transactions.Count);
        var (started, clock) = (_options.Time.GetTimestamp(), trace is null ? default : DateTime.UtcNow);
        if (!TryAppend(block, gathered))
        {
            trace?.End();
            return;
        }

        (_full, _synced) = (false, false);
        var begun = _options.Time.GetTimestamp();
        _flusher.Begin();
        BlockResult result;
        try
        {
            result = _ledger.Apply(block);
        }
        catch
        {
            _flusher.Wait();
            throw;
        }

        var applied = _options.Time.GetTimestamp();
        // While the disk is still busy, the root costs nobody any time.
        var root = _flusher.IsDone ? default : _ledger.Commit();
        var committed = _options.Time.GetTimestamp();
        // Before they are answered: the list of transactions is used again for the next block.
        var signers = CommittedBlock.SignersOf(block.Transactions);
        _flusher.Wait();
        _results.Publish(result);
        var refused = gathered.Answer(_intake, result);
        if (root.IsZero)
        {
            var again = _options.Time.GetTimestamp();
            root = _ledger.Commit();
            committed = applied + (_options.Time.GetTimestamp() - again);
        }

        Volatile.Write(ref _tip, new LedgerTip(block.Height, block.Time, root));
        var times = new BlockTimes(
            _options.Time.GetElapsedTime(started, begun),
            _flusher.Took,
            _options.Time.GetElapsedTime(begun, applied),
            _options.Time.GetElapsedTime(applied, committed)
        );
        _telemetry.Committed(result, refused, _ledger.View.WaitingCount, times);
        Trace(trace, clock, times);
        _subscribers.Publish(new CommittedBlock(result, root) { Signers = signers, Trace = trace?.Context ?? default });
        _clock.Ordered(empty);
        _checkpointing.Committed(_ledger, _tip, bytes);
    }

    private static void Trace(BlockTrace? trace, DateTime begun, in BlockTimes times)
    {
        if (trace is null)
        {
            return;
        }

        var appended = begun + times.Append;
        trace.Step("comity.block.append", begun, times.Append);
        trace.Step("comity.block.flush", appended, times.Flush);
        trace.Step("comity.block.apply", appended, times.Apply);
        trace.Step("comity.block.commit", appended + times.Apply, times.Commit);
        trace.End();
    }

    private bool TryAppend(Block block, GatheredBlock gathered)
    {
        try
        {
            _log.Append(block.Height, gathered.Write(block.Height, block.Time, _tip.Root));
            if (_full)
            {
                EngineMessages.SpaceAgain(_logger);
            }

            return true;
        }
        catch (DiskFullException fault)
        {
            if (!_full || !gathered.IsEmpty)
            {
                EngineMessages.DiskFull(_logger, gathered.Transactions.Count, fault);
            }

            _full = true;
            gathered.AnswerAll(_intake, new Outcome.Busy(fault.Message));
            _clock.Ordered(empty: true);
            return false;
        }
    }
}
