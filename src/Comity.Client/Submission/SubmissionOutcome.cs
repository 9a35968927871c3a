using Comity.Protocol.Identifiers;

namespace Comity.Client.Submission;

/// <summary>What became of a transaction that was sent. One of the kinds below.</summary>
public abstract record SubmissionOutcome
{
    private SubmissionOutcome() { }

    /// <summary>All of it applied: final and durable.</summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Height">The block; 0 where it was asked for afterwards, because the answer was not heard.</param>
    public sealed record Applied(TransactionId Transaction, ulong Height) : SubmissionOutcome;

    /// <summary>Ordered, and nothing of it applied.</summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Height">The block; 0 where it was asked for afterwards, or was refused without being ordered.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record Refused(TransactionId Transaction, ulong Height, LedgerRefusal Refusal) : SubmissionOutcome;

    /// <summary>
    /// Nothing of it applied, and nothing ever will: it was ordered before and refused, and the reason went with a broken connection,
    /// or its time ran out before it came. The same operations in a new transaction are safe, and are told the reason.
    /// </summary>
    /// <param name="Transaction">Which.</param>
    public sealed record RefusedUnheard(TransactionId Transaction) : SubmissionOutcome;

    /// <summary>
    /// Perhaps applied: the answer went with a broken connection, and the transaction carries no settlement to ask about.
    /// </summary>
    /// <param name="Transaction">Which.</param>
    public sealed record OrderedUnheard(TransactionId Transaction) : SubmissionOutcome;

    /// <summary>Never ordered: the bytes are not a transaction, or a signature is wrong.</summary>
    /// <param name="Fault">The path and the fault.</param>
    public sealed record Malformed(string Fault) : SubmissionOutcome;

    /// <summary>
    /// Perhaps applied, perhaps not, perhaps still to come: the node itself does not know yet, or is too busy to take the bytes a
    /// second time. Send the same bytes again later; never the same payment in another transaction.
    /// </summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Reason">What the node said.</param>
    public sealed record NotKnown(TransactionId Transaction, string Reason) : SubmissionOutcome;

    /// <summary>Never ordered: the node had too much to do, however often it was asked.</summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Reason">Why, as the node said it.</param>
    public sealed record Busy(TransactionId Transaction, string Reason) : SubmissionOutcome;
}
