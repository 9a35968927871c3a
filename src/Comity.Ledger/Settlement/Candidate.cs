using System.Collections.Immutable;
using Comity.Ledger.Events;
using Comity.Ledger.Operations;
using Comity.Ledger.State;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Settlement;

/// <summary>A settlement that is about to be tried.</summary>
internal readonly struct Candidate
{
    /// <summary>What was asked.</summary>
    public required Settle Terms { get; init; }

    /// <summary>Its place in the queue, or behind it.</summary>
    public required QueueKey Place { get; init; }

    /// <summary>What makes it execute.</summary>
    public required SettlementPath Path { get; init; }

    /// <summary>Its row, where it waits.</summary>
    public WaitingRow? Row { get; init; }

    /// <summary>Who signs this transaction; absent after a block.</summary>
    public SignerSet? Signers { get; init; }

    /// <summary>Consents that stand from before.</summary>
    public ImmutableArray<Consent> Consents => Row?.Consents ?? [];

    /// <summary>A settlement that waits.</summary>
    public static Candidate Waiting(WaitingRow row, SettlementPath path, SignerSet? signers) =>
        new()
        {
            Terms = row.Terms,
            Place = row.Place,
            Path = path,
            Row = row,
            Signers = signers,
        };
}
