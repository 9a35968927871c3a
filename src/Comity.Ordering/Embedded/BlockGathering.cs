using Comity.Ordering.Engine;

namespace Comity.Ordering.Embedded;

/// <summary>
/// Takes what is verified, up to what fits a block: each caller's in the order of its submissions, callers in turns. For the
/// ordering thread.
/// </summary>
internal sealed class BlockGathering(
    Intake intake,
    EmbeddedEngineOptions options,
    Ledger.Ledger ledger,
    AutoResetEvent wake
)
{
    // So many at a turn: few enough that nobody waits long, enough that turns cost nothing.
    private const int MostAtATurn = 64;
    private readonly GatheredBlock _block = new();
    private readonly KnownSigners _signers = new(ledger);

    /// <summary>Whether something may be verified that was not taken.</summary>
    public bool CanGather => intake.IsReady;

    /// <summary>Takes what there is; nothing, where nothing is verified.</summary>
    public GatheredBlock Gather()
    {
        _block.Clear();
        _signers.BeginBlock();
        var begun = 0L;
        while (true)
        {
            Take();
            if (_block.IsEmpty || IsFull || intake.IsEmpty || options.Gathering == TimeSpan.Zero)
            {
                return _block;
            }

            begun = begun == 0 ? options.Time.GetTimestamp() : begun;
            var left = options.Gathering - options.Time.GetElapsedTime(begun);
            if (left <= TimeSpan.Zero || (!CanGather && !wake.WaitOne(left)))
            {
                return _block;
            }
        }
    }

    /// <summary>Answers whoever waits for the block at hand. It was never answered.</summary>
    public void Abandon(Outcome outcome) => _block.Abandon(outcome);

    private bool IsFull =>
        _block.Transactions.Count >= options.MostTransactionsPerBlock || _block.Bytes >= options.MostBytesPerBlock;

    private void Take()
    {
        while (!IsFull && intake.TryTakeReady(out var lane))
        {
            if (TakeFrom(lane))
            {
                intake.QueueReady(lane);
            }
        }
    }

    // True where the turn ended before what is verified did.
    private bool TakeFrom(Lane lane)
    {
        for (var taken = 0; lane.InOrder.TryPeek(out var submission); taken++)
        {
            if (!submission.NextIsVerified)
            {
                return false;
            }

            if (taken == MostAtATurn || IsFull)
            {
                return true;
            }

            TakeNext(submission);
            if (submission.IsTaken)
            {
                intake.Dequeue(lane);
            }
        }

        return false;
    }

    private void TakeNext(Submission submission)
    {
        var index = submission.Next++;
        if (!submission.TryGetVerified(index, out var transaction))
        {
            intake.CountMalformed();
            Finish(submission, submission.NoteMalformed());
        }
        else if (!_signers.Admits(transaction.Transaction, out var refusal))
        {
            Finish(submission, submission.Note(index, new Outcome.TurnedAway(transaction.Transaction.Id, refusal)));
        }
        else
        {
            _block.Add(submission, index, transaction);
        }
    }

    private void Finish(Submission submission, bool last)
    {
        if (last)
        {
            intake.Complete(submission);
        }
    }
}
