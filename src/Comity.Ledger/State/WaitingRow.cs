using System.Collections.Immutable;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.State;

/// <summary>A settlement that waits.</summary>
internal sealed record WaitingRow
{
    /// <summary>What was asked.</summary>
    public required Settle Terms { get; init; }

    /// <summary>Its number in order of arrival.</summary>
    public required ulong Sequence { get; init; }

    /// <summary>The block time at which it arrived.</summary>
    public required Timestamp SubmittedAt { get; init; }

    /// <summary>The positions that it would debit, each once, as far as its stated legs say. In order.</summary>
    public required ImmutableArray<int> Debits { get; init; }

    /// <summary>Who pays under its terms, each once: rows, which never change. Derived, at first use.</summary>
    public ImmutableArray<int> Debtors { get; set; }

    /// <summary>Consents that stand.</summary>
    public ImmutableArray<Consent> Consents { get; init; } = [];

    /// <summary>Signatures towards consents that do not stand yet.</summary>
    public ImmutableArray<PartialConsent> Partial { get; init; } = [];

    /// <summary>Participants that would be paid and have renounced it: rows.</summary>
    public ImmutableArray<int> Renounced { get; init; } = [];

    /// <summary>Which hash locks have been opened: bit n for condition n.</summary>
    public byte Opened { get; init; }

    /// <summary>Whether it has waited longer than the network's patience for cover.</summary>
    public bool Senior { get; init; }

    /// <summary>The legs whose funds are held; empty where none are.</summary>
    public ImmutableArray<HeldLeg> Held { get; init; } = [];

    /// <summary>What is held of offers.</summary>
    public ImmutableArray<HeldOffer> HeldOffers { get; init; } = [];

    /// <summary>How it waits.</summary>
    public QueueTerms Queue =>
        Terms.Queue ?? throw new InvalidOperationException("A settlement that does not wait is in the queue.");

    /// <summary>Its place in the queue.</summary>
    public QueueKey Place => new(Queue.Priority, Sequence);

    /// <summary>Whether it holds funds, or, where a maker pays itself through its own offer, the offer alone.</summary>
    public bool IsReserved => !Held.IsEmpty || !HeldOffers.IsEmpty;
}
