using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions;

namespace Comity.Ordering.Engine;

/// <summary>What became of one submitted transaction. One of the kinds below.</summary>
public abstract record Outcome
{
    private protected Outcome() { }

    /// <summary>Taken for ordering; nothing is promised yet.</summary>
    /// <param name="Transaction">Which.</param>
    public sealed record Accepted(TransactionId Transaction) : Outcome;

    /// <summary>All of it applied: final and durable.</summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Height">The block it is in.</param>
    public sealed record Applied(TransactionId Transaction, ulong Height) : Outcome;

    /// <summary>Ordered, and nothing of it applied: final and durable.</summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Height">The block it is in.</param>
    /// <param name="Refusal">Why.</param>
    /// <param name="Operation">Which operation was refused; -1 for the transaction itself.</param>
    public sealed record Refused(TransactionId Transaction, ulong Height, Refusal Refusal, int Operation) : Outcome;

    /// <summary>Not ordered: the ledger would refuse it as things stand. It is not noted, and may be sent again.</summary>
    /// <param name="Transaction">Which.</param>
    /// <param name="Refusal">Why.</param>
    public sealed record TurnedAway(TransactionId Transaction, Refusal Refusal) : Outcome;

    /// <summary>Not ordered: the bytes are no transaction, or a signature is wrong.</summary>
    /// <param name="Failure">The first fault.</param>
    public sealed record Malformed(DecodeFailure Failure) : Outcome;

    /// <summary>Not ordered: there is too much to do, no space on the disk, or the engine is stopping. Send it again.</summary>
    /// <param name="Reason">Which of them.</param>
    public sealed record Busy(string Reason) : Outcome;

    /// <summary>The engine failed before it knew. It may have applied; ask for its status once the engine is back.</summary>
    /// <param name="Reason">What failed.</param>
    public sealed record NotKnown(string Reason) : Outcome;
}
