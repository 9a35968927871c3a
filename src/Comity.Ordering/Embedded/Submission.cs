using System.Diagnostics;
using Comity.Ordering.Engine;
using Comity.Protocol.Transactions;

namespace Comity.Ordering.Embedded;

/// <summary>
/// Transactions submitted together, on their way to their outcomes. Verifiers fill it chunk by chunk, on any thread; the
/// ordering thread takes what is verified, in order.
/// </summary>
internal sealed class Submission
{
    /// <summary>How many transactions one verifier takes at a time: about a millisecond's work.</summary>
    public const int ChunkSize = 16;

    private readonly AuthenticatedTransaction?[] _verified;
    private readonly Outcome?[] _outcomes;
    private readonly bool[] _chunkDone;
    private readonly TaskCompletionSource<IReadOnlyList<Outcome>> _final = New();
    private readonly TaskCompletionSource<IReadOnlyList<Outcome>>? _accepted;
    private int _chunksLeft;
    private readonly DateTime _since;
    private int _outcomesLeft;

    public Submission(Lane lane, IReadOnlyList<ReadOnlyMemory<byte>> transactions, long bytes, Wait wait)
    {
        Lane = lane;
        Transactions = transactions;
        Bytes = bytes;
        _verified = new AuthenticatedTransaction?[transactions.Count];
        _outcomes = new Outcome?[transactions.Count];
        _outcomesLeft = transactions.Count;
        _chunksLeft = Chunks;
        _chunkDone = new bool[_chunksLeft];
        _accepted = wait == Wait.Accepted ? New() : null;
        // Only a caller whose request is traced costs anything.
        if (Activity.Current is { Recorded: true } caller)
        {
            (Caller, _since) = (caller.Context, DateTime.UtcNow);
        }
    }

    /// <summary>The span of the request it came with; none where that is not traced.</summary>
    public ActivityContext Caller { get; }

    /// <summary>Whether its caller traces it.</summary>
    public bool IsTraced => _since != default;

    /// <summary>When the last of its signatures was verified.</summary>
    public DateTime VerifiedAt { get; private set; }

    /// <summary>The caller's.</summary>
    public Lane Lane { get; }

    /// <summary>As they came.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Transactions { get; }

    /// <summary>How many bytes they have.</summary>
    public long Bytes { get; }

    /// <summary>How many chunks there are to verify.</summary>
    public int Chunks => (Transactions.Count + ChunkSize - 1) / ChunkSize;

    /// <summary>The first transaction that the ordering thread has not taken. For that thread.</summary>
    public int Next { get; set; }

    /// <summary>Whether the ordering thread has taken all. For that thread.</summary>
    public bool IsTaken => Next == Transactions.Count;

    /// <summary>Whether the next transaction is verified. For the ordering thread.</summary>
    public bool NextIsVerified => Volatile.Read(ref _chunkDone[Next / ChunkSize]);

    /// <summary>What the submitter waits for.</summary>
    public Task<IReadOnlyList<Outcome>> Answer => (_accepted ?? _final).Task;

    /// <summary>Decodes one chunk and verifies its signatures.</summary>
    public void Verify(int chunk)
    {
        var end = Math.Min((chunk + 1) * ChunkSize, Transactions.Count);
        for (var index = chunk * ChunkSize; index < end; index++)
        {
            if (!AuthenticatedTransaction.TryAuthenticate(Transactions[index], out _verified[index], out var failure))
            {
                _outcomes[index] = new Outcome.Malformed(failure);
            }
        }

        Volatile.Write(ref _chunkDone[chunk], true);
        if (Interlocked.Decrement(ref _chunksLeft) == 0)
        {
            if (IsTraced)
            {
                TraceVerification();
            }

            _accepted?.TrySetResult([.. _verified.Select(AcceptedOrMalformed)]);
        }
    }

    /// <summary>A verified transaction, or nothing where it turned out malformed.</summary>
    public bool TryGetVerified(
        int index,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AuthenticatedTransaction? transaction
    )
    {
        transaction = _verified[index];
        return transaction is not null;
    }

    /// <summary>Notes an outcome; true with the last one. For the ordering thread.</summary>
    public bool Note(int index, Outcome outcome)
    {
        _outcomes[index] = outcome;
        return --_outcomesLeft == 0;
    }

    /// <summary>Notes that a transaction turned out malformed; true with the last outcome. For the ordering thread.</summary>
    public bool NoteMalformed() => --_outcomesLeft == 0;

    /// <summary>Answers the submitter. All outcomes are there.</summary>
    public void Complete() => _final.TrySetResult(_outcomes!);

    /// <summary>Answers what has no outcome yet with this one. After the engine's end, on any thread.</summary>
    public void Abandon(Outcome outcome)
    {
        IReadOnlyList<Outcome> outcomes = [.. _outcomes.Select(known => known ?? outcome)];
        _accepted?.TrySetResult(outcomes);
        _final.TrySetResult(outcomes);
    }

    private void TraceVerification()
    {
        VerifiedAt = DateTime.UtcNow;
        using var verification = EngineTelemetry.Activities.StartActivity(
            "comity.verify",
            ActivityKind.Internal,
            Caller,
            startTime: new DateTimeOffset(_since, TimeSpan.Zero)
        );
        verification?.SetTag("comity.submission.transactions", Transactions.Count);
        verification?.SetEndTime(VerifiedAt);
    }

    private Outcome AcceptedOrMalformed(AuthenticatedTransaction? transaction, int index) =>
        transaction is null ? _outcomes[index]! : new Outcome.Accepted(transaction.Transaction.Id);

    private static TaskCompletionSource<IReadOnlyList<Outcome>> New() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
