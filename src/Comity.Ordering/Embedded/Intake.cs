using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;

namespace Comity.Ordering.Embedded;

/// <summary>
/// What is submitted, in a lane for each caller, bounded by count and bytes, with the threads that verify it. Nothing waits
/// here without bound: beyond it a submission is not taken.
/// </summary>
/// <remarks>
/// A caller may have as much under way as is free for everybody else (A. K. Choudhury, E. L. Hahne: Dynamic Queue Length
/// Thresholds for Shared-Memory Packet Switches, 1998, with a factor of one): one that floods the node is held to half of it
/// when alone, two to a third each, and there is always room for the next.
/// </remarks>
internal sealed class Intake : IDisposable
{
    private readonly Dictionary<Lei, Lane> _lanes = [];
    private readonly Queue<Lane> _toVerify = new();
    private readonly ConcurrentQueue<Lane> _ready = new();
    private readonly SemaphoreSlim _chunks = new(0);
    private readonly Lock _taking = new();
    private readonly Thread[] _verifiers;
    private readonly int _mostInFlight;
    private readonly long _mostBytes;
    private readonly Action _wake;
    private long _bytesInFlight;
    private int _inFlight;
    private long _busy;
    private long _malformed;
    private int _untaken;
    private string? _closed;
    private volatile bool _ended;

    /// <summary>Starts the verifiers.</summary>
    /// <param name="options">Bounds and threads.</param>
    /// <param name="wake">Called when something is verified.</param>
    public Intake(EmbeddedEngineOptions options, Action wake)
    {
        _mostInFlight = options.MostInFlight;
        _mostBytes = options.MostBytesInFlight;
        _wake = wake;
        _verifiers = new Thread[Math.Max(1, options.Verifiers)];
        for (var index = 0; index < _verifiers.Length; index++)
        {
            _verifiers[index] = new Thread(Verify) { IsBackground = true, Name = $"comity verifier {index}" };
            _verifiers[index].Start();
        }
    }

    /// <summary>Transactions taken in and not answered.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Transactions that were not taken in.</summary>
    public long Busy => Volatile.Read(ref _busy);

    /// <summary>Transactions that turned out to be none.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    /// <summary>Counts one that turned out to be none. For the ordering thread.</summary>
    public void CountMalformed() => Volatile.Write(ref _malformed, _malformed + 1);

    /// <summary>Whether there is anything that is not taken by the ordering thread.</summary>
    public bool IsEmpty => Volatile.Read(ref _untaken) == 0;

    /// <summary>Whether some lane may have something verified that was not taken.</summary>
    public bool IsReady => !_ready.IsEmpty;

    /// <summary>Takes a submission in.</summary>
    /// <returns>Its answer; at once, where there is no room.</returns>
    public Task<IReadOnlyList<Outcome>> Submit(Lei caller, IReadOnlyList<ReadOnlyMemory<byte>> transactions, Wait wait)
    {
        var bytes = 0L;
        for (var index = 0; index < transactions.Count; index++)
        {
            bytes += transactions[index].Length;
        }

        Submission submission;
        lock (_taking)
        {
            var known = _lanes.TryGetValue(caller, out var lane);
            lane ??= new Lane(caller);
            submission = new Submission(lane, transactions, bytes, wait);
            if (WhyNot(lane, transactions.Count, bytes) is { } reason)
            {
                _busy += transactions.Count;
                submission.Abandon(new Outcome.Busy(reason));
                return submission.Answer;
            }

            if (!known)
            {
                _lanes.Add(caller, lane);
            }

            TakeIn(submission);
        }

        _chunks.Release(submission.Chunks);
        return submission.Answer;
    }

    /// <summary>The next lane, in turn, that may have something verified. For the ordering thread.</summary>
    public bool TryTakeReady([MaybeNullWhen(false)] out Lane lane)
    {
        if (!_ready.TryDequeue(out lane))
        {
            return false;
        }

        lane.ClearReady();
        return true;
    }

    /// <summary>A lane has more that is verified: it takes its turn again, after the others.</summary>
    public void QueueReady(Lane lane)
    {
        if (lane.MarkReady())
        {
            _ready.Enqueue(lane);
        }
    }

    /// <summary>Leaves a lane's oldest submission behind: it is wholly taken. For the ordering thread.</summary>
    public void Dequeue(Lane lane)
    {
        lane.InOrder.TryDequeue(out _);
        Interlocked.Decrement(ref _untaken);
    }

    /// <summary>A submission has all its outcomes: answers it and makes room.</summary>
    public void Complete(Submission submission)
    {
        lock (_taking)
        {
            var lane = submission.Lane;
            _inFlight -= submission.Transactions.Count;
            _bytesInFlight -= submission.Bytes;
            lane.InFlight -= submission.Transactions.Count;
            lane.BytesInFlight -= submission.Bytes;
            if (lane.InFlight == 0)
            {
                _lanes.Remove(lane.Caller);
            }
        }

        submission.Complete();
    }

    /// <summary>Takes nothing more.</summary>
    /// <param name="reason">What is answered from now on.</param>
    public void Close(string reason)
    {
        lock (_taking)
        {
            _closed ??= reason;
        }
    }

    /// <summary>Answers everything that was never taken by the ordering thread.</summary>
    public void AbandonAll(Outcome outcome)
    {
        Lane[] lanes;
        lock (_taking)
        {
            lanes = [.. _lanes.Values];
        }

        foreach (var lane in lanes)
        {
            while (lane.InOrder.TryDequeue(out var submission))
            {
                Interlocked.Decrement(ref _untaken);
                submission.Abandon(outcome);
            }
        }
    }

    /// <summary>Ends the verifiers.</summary>
    public void Dispose()
    {
        _ended = true;
        _chunks.Release(_verifiers.Length);
        foreach (var verifier in _verifiers)
        {
            verifier.Join();
        }

        _chunks.Dispose();
    }

    // Under the lock.
    private void TakeIn(Submission submission)
    {
        var lane = submission.Lane;
        _inFlight += submission.Transactions.Count;
        _bytesInFlight += submission.Bytes;
        lane.InFlight += submission.Transactions.Count;
        lane.BytesInFlight += submission.Bytes;
        Interlocked.Increment(ref _untaken);
        lane.InOrder.Enqueue(submission);
        if (lane.ToVerify.Count == 0)
        {
            _toVerify.Enqueue(lane);
        }

        for (var chunk = 0; chunk < submission.Chunks; chunk++)
        {
            lane.ToVerify.Enqueue((submission, chunk));
        }
    }

    // Under the lock.
    private string? WhyNot(Lane lane, int transactions, long bytes) =>
        _closed is not null ? _closed
        : lane.InFlight + transactions > _mostInFlight - _inFlight
            ? $"{lane.InFlight} transactions of this caller wait to be ordered, of {_inFlight} in all; at most {_mostInFlight} are allowed, and one caller may have no more than are free"
        : lane.BytesInFlight + bytes > _mostBytes - _bytesInFlight
            ? $"{lane.BytesInFlight} bytes of this caller's transactions wait to be ordered, of {_bytesInFlight} in all; at most {_mostBytes} are allowed, and one caller may have no more than are free"
        : null;

    // A chunk of the lane whose turn it is; its next chunk waits for the other lanes.
    private (Submission Submission, int Chunk) NextToVerify()
    {
        lock (_taking)
        {
            var lane = _toVerify.Dequeue();
            var next = lane.ToVerify.Dequeue();
            if (lane.ToVerify.Count > 0)
            {
                _toVerify.Enqueue(lane);
            }

            return next;
        }
    }

    private void Verify()
    {
        while (true)
        {
            _chunks.Wait();
            if (_ended)
            {
                return;
            }

            var (submission, chunk) = NextToVerify();
            submission.Verify(chunk);
            QueueReady(submission.Lane);
            _wake();
        }
    }
}
