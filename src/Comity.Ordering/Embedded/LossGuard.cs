using Comity.Ordering.Engine;
using Comity.Ordering.Files;
using Comity.Ordering.Log;
using Comity.Ordering.Witness;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;
using Microsoft.Extensions.Logging;

namespace Comity.Ordering.Embedded;

/// <summary>
/// Sees to it that no acknowledged block vanishes unnoticed: keeps the witness up to date, signs how far the node has come, and
/// stops ordering when a witness or a statement proves that blocks are missing.
/// </summary>
internal sealed class LossGuard : IDisposable
{
    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(1);
    private readonly DataFolder _folder;
    private readonly BlockLog _log;
    private readonly Hash256 _network;
    private readonly OrderingStop _stop;
    private readonly EmbeddedEngineOptions _options;
    private readonly ILogger _logger;
    private readonly TipKey _key;
    private readonly WitnessFile? _witness;
    private readonly ITimer? _sync;
    private readonly Action<string> _close;
    private long _failures;

    /// <summary>Checks the log against the witness, and begins to keep it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="log">Its log, recovered.</param>
    /// <param name="network">SHA-256 of the genesis.</param>
    /// <param name="options">Where the witness is, the clock, and the stop.</param>
    /// <param name="logger">What the operator reads.</param>
    /// <param name="close">Closes the intake, with what submitters are told.</param>
    public LossGuard(
        DataFolder folder,
        BlockLog log,
        Hash256 network,
        EmbeddedEngineOptions options,
        ILogger logger,
        Action<string> close
    )
    {
        (_folder, _log, _network, _stop) = (folder, log, network, options.Stop);
        (_options, _logger, _close) = (options, logger, close);
        _key = TipKey.TakeOrMake(folder.Path);
        try
        {
            _witness = options.Witness is { } path ? WitnessFile.OpenOrCreate(path) : null;
            if (LossCheck.Find(folder, log, network, _witness?.Last, options.Time.GetUtcNow()) is { } found)
            {
                Stop(found);
            }
            else if (_witness is not null)
            {
                Begin(_witness);
                _sync = options.Time.CreateTimer(_ => Sync(), null, SyncInterval, SyncInterval);
            }
        }
        catch
        {
            _witness?.Dispose();
            _key.Dispose();
            throw;
        }
    }

    /// <summary>How often the witness could not be written.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Signs a tip.</summary>
    public (TipStatement Statement, byte[] Signature) State(LedgerTip tip)
    {
        var now = (ulong)Math.Max(0, _options.Time.GetUtcNow().ToUnixTimeMilliseconds());
        var statement = new TipStatement(_network, tip.Height, tip.Root, new Timestamp(now));
        return (statement, _key.Sign(statement));
    }

    /// <summary>Judges a statement; where it proves a loss, ordering stops, durably. On the ordering thread, between blocks.</summary>
    public TipVerdict Judge(TipStatement statement, ReadOnlySpan<byte> signature, LedgerTip tip)
    {
        if (statement.Network != _network || !_key.Signed(statement, signature))
        {
            EngineMessages.UnprovenStatement(_logger, statement.Height);
            return TipVerdict.Unproven;
        }

        if (statement.Height <= tip.Height)
        {
            if (!TryGetRoot(statement.Height, tip, out var root))
            {
                return TipVerdict.Archived;
            }

            if (root == statement.Root)
            {
                return TipVerdict.Known;
            }
        }

        var stated = DateTimeOffset.FromUnixTimeMilliseconds((long)statement.StatedAt.Milliseconds);
        if (AcknowledgedLoss.ReadAll(_folder.Path).Any(loss => loss.Explains(statement.Height, stated)))
        {
            return TipVerdict.AcknowledgedAsLost;
        }

        if (_stop.Mark is null)
        {
            var mark = MarkFor(statement, tip);
            mark.Write(_folder.Path);
            Stop(mark);
        }

        return TipVerdict.Lost;
    }

    /// <summary>Notes that everything acknowledged is in the log. After the log is closed in good order.</summary>
    public void StoppedClean(ulong height, ChainHash hash)
    {
        if (_stop.Mark is null)
        {
            Note(height, hash, clean: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sync?.Dispose();
        Sync();
        _witness?.Dispose();
        _key.Dispose();
    }

    private void Begin(WitnessFile witness)
    {
        if (witness.Last is null && _log.DurableHeight >= _options.Log.FirstHeight)
        {
            EngineMessages.WitnessBegins(_logger, witness.Path, _log.DurableHeight);
        }

        Note(_log.DurableHeight, _log.LastHash, clean: false);
        _log.Flushed = (height, hash) => Note(height, hash, clean: false);
    }

    private void Stop(StopMark mark)
    {
        _stop.Mark = mark;
        _close(mark.Reason);
        EngineMessages.BlocksMissing(_logger, mark.Tip, mark.Known, mark.Explanation, mark.Remedy);
    }

    private StopMark MarkFor(TipStatement statement, LedgerTip tip)
    {
        var (evidence, known, found) =
            statement.Height > tip.Height
                ? (LossEvidence.StatementAhead, statement.Height, $"and the log ends at {tip.Height}")
                : (LossEvidence.StatementForked, tip.Height, "and the log has another state there");
        return new StopMark(
            evidence,
            tip.Height,
            known,
            $"at {statement.StatedAt} it stated height {statement.Height} with root {statement.Root}, {found}.",
            _options.Time.GetUtcNow()
        );
    }

    // The root after a block is in the record of the next one.
    private bool TryGetRoot(ulong height, LedgerTip tip, out Hash256 root)
    {
        root = tip.Root;
        if (height == tip.Height)
        {
            return true;
        }

        if (height + 1 < _log.FirstHeight)
        {
            return false;
        }

        root = BlockRecord.Read(height + 1, _log.Read(height + 1)).PreviousRoot;
        return true;
    }

    // A witness that fails must be seen, and must not stop payments: it guards against a second failure.
    private void Note(ulong height, ChainHash hash, bool clean)
    {
        try
        {
            _witness?.Note(new WitnessRecord(_network, _folder.Identity, height, hash, clean));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Failed(fault);
        }
    }

    private void Sync()
    {
        try
        {
            _witness?.Sync();
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            Failed(fault);
        }
    }

    private void Failed(Exception fault)
    {
        // Once is enough for the log; the metric counts.
        if (Interlocked.Increment(ref _failures) == 1)
        {
            EngineMessages.WitnessFailed(_logger, _witness!.Path, fault);
        }
    }
}
