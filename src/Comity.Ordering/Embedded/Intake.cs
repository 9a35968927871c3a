using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Comity.Ordering.Engine;

namespace Comity.Ordering.Embedded;

/// <summary>
/// What is submitted, in order, bounded by count and bytes, with the threads that verify it. Nothing waits here without
/// bound: beyond it a submission is not taken.
/// </summary>
internal sealed class Intake : IDisposable
{
    private readonly ConcurrentQueue<Submission> _inOrder = new();
    private readonly ConcurrentQueue<(Submission Submission, int Chunk)> _toVerify = new();
    private readonly SemaphoreSlim _chunks = new(0);
    private readonly Lock _taking = new();
    private readonly Thread[] _verifiers;
    private readonly int _mostInFlight;
    private readonly long _mostBytes;
    private readonly Action _wake;
    private long _bytesInFlight;
    private int _inFlight;
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

    /// <summary>Whether there is anything that is not taken by the ordering thread.</summary>
    public bool IsEmpty => _inOrder.IsEmpty;

    /// <summary>Takes a submission in.</summary>
    /// <returns>Its answer; at once, where there is no room.</returns>
    public Task<IReadOnlyList<Outcome>> Submit(IReadOnlyList<ReadOnlyMemory<byte>> transactions, Wait wait)
    {
        var bytes = 0L;
        for (var index = 0; index < transactions.Count; index++)
        {
            bytes += transactions[index].Length;
        }

        var submission = new Submission(transactions, bytes, wait);
        lock (_taking)
        {
            if (WhyNot(transactions.Count, bytes) is { } reason)
            {
                submission.Abandon(new Outcome.Busy(reason));
                return submission.Answer;
            }

            _inFlight += transactions.Count;
            _bytesInFlight += bytes;
            _inOrder.Enqueue(submission);
            for (var chunk = 0; chunk < submission.Chunks; chunk++)
            {
                _toVerify.Enqueue((submission, chunk));
            }
        }

        _chunks.Release(submission.Chunks);
        return submission.Answer;
    }

    /// <summary>The oldest submission that is not wholly taken. For the ordering thread.</summary>
    public bool TryPeek([MaybeNullWhen(false)] out Submission submission) => _inOrder.TryPeek(out submission);

    /// <summary>Leaves the oldest submission behind: it is wholly taken. For the ordering thread.</summary>
    public void Dequeue() => _inOrder.TryDequeue(out _);

    /// <summary>A submission has all its outcomes: answers it and makes room.</summary>
    public void Complete(Submission submission)
    {
        lock (_taking)
        {
            _inFlight -= submission.Transactions.Count;
            _bytesInFlight -= submission.Bytes;
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
        while (_inOrder.TryDequeue(out var submission))
        {
            submission.Abandon(outcome);
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

    private string? WhyNot(int transactions, long bytes) =>
        _closed is not null ? _closed
        : _inFlight + transactions > _mostInFlight
            ? $"{_inFlight} transactions wait to be ordered; at most {_mostInFlight} are allowed"
        : _bytesInFlight + bytes > _mostBytes
            ? $"{_bytesInFlight} bytes of transactions wait to be ordered; at most {_mostBytes} are allowed"
        : null;

    private void Verify()
    {
        while (true)
        {
            _chunks.Wait();
            if (_ended)
            {
                return;
            }

            if (_toVerify.TryDequeue(out var next))
            {
                next.Submission.Verify(next.Chunk);
                _wake();
            }
        }
    }
}
