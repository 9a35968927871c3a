using System.Diagnostics;
using System.Runtime.InteropServices;
using Comity.Ledger.Blocks;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Ordering.Embedded;

/// <summary>What goes into the next block, and who waits for it. One instance, used again. For the ordering thread.</summary>
internal sealed class GatheredBlock
{
    private readonly List<Place> _places = [];
    private readonly List<AuthenticatedTransaction> _transactions = [];
    private readonly BlockRecordWriter _writer = new();
    private readonly List<(ActivityContext Caller, DateTime Since)> _traced = [];
    private Submission? _lastTraced;

    /// <summary>The transactions, in order.</summary>
    public IReadOnlyList<AuthenticatedTransaction> Transactions => _transactions;

    /// <summary>How many bytes they have.</summary>
    public int Bytes { get; private set; }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _transactions.Count == 0;

    /// <summary>Begins the next block.</summary>
    public void Clear()
    {
        _places.Clear();
        _transactions.Clear();
        _traced.Clear();
        _lastTraced = null;
        Bytes = 0;
    }

    /// <summary>Callers whose requests are traced, once each for each turn, with when what they sent was verified.</summary>
    public List<(ActivityContext Caller, DateTime Since)> Traced => _traced;

    /// <summary>Adds a transaction.</summary>
    public void Add(Submission submission, int index, AuthenticatedTransaction transaction)
    {
        _places.Add(new Place(submission, index));
        _transactions.Add(transaction);
        Bytes += submission.Transactions[index].Length;
        if (submission.IsTraced && submission != _lastTraced)
        {
            _lastTraced = submission;
            _traced.Add(
                (submission.Caller, submission.VerifiedAt == default ? DateTime.UtcNow : submission.VerifiedAt)
            );
        }
    }

    /// <summary>The block as the log keeps it. Good until the next call.</summary>
    public ReadOnlySpan<byte> Write(ulong height, Timestamp time, in Hash256 previousRoot)
    {
        _writer.Begin(height, time, in previousRoot);
        foreach (var (submission, index) in _places)
        {
            _writer.Add(submission.Transactions[index].Span);
        }

        return _writer.Written;
    }

    /// <summary>Answers everybody by the block's receipts.</summary>
    /// <returns>How many were refused.</returns>
    public int Answer(Intake intake, BlockResult result)
    {
        var refused = 0;
        for (var place = 0; place < _places.Count; place++)
        {
            var receipt = result.Receipts[place];
            refused += receipt.Applied ? 0 : 1;
            Note(
                intake,
                _places[place],
                receipt.Refusal is { } refusal
                    ? new Outcome.Refused(receipt.Transaction, result.Height, refusal, receipt.Operation)
                    : new Outcome.Applied(receipt.Transaction, result.Height)
            );
        }

        Clear();
        return refused;
    }

    /// <summary>Answers everybody alike: the block was not ordered, or nobody knows.</summary>
    public void AnswerAll(Intake intake, Outcome outcome)
    {
        foreach (var place in _places)
        {
            Note(intake, place, outcome);
        }

        Clear();
    }

    /// <summary>Answers every submission that has a part here, with this where it has no outcome yet.</summary>
    public void Abandon(Outcome outcome)
    {
        foreach (var place in _places)
        {
            place.Submission.Abandon(outcome);
        }
    }

    private static void Note(Intake intake, Place place, Outcome outcome)
    {
        if (place.Submission.Note(place.Index, outcome))
        {
            intake.Complete(place.Submission);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(Submission Submission, int Index);
}
