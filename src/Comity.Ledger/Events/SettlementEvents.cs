using System.Collections.Immutable;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Events;

/// <summary>What made a settlement execute.</summary>
public enum SettlementPath
{
    /// <summary>Its own transaction, at once.</summary>
    Direct = 1,

    /// <summary>A later authorisation, approval or fulfilment.</summary>
    Completed = 2,

    /// <summary>The queue: what it waited for came.</summary>
    Queue = 3,

    /// <summary>The liquidity saver, together with others.</summary>
    LiquiditySaver = 4,

    /// <summary>An authority's seizure.</summary>
    Seizure = 5,
}

/// <summary>A settlement executed: final.</summary>
/// <param name="Uetr">Its id.</param>
/// <param name="Terms">SHA-256 of its terms.</param>
/// <param name="Legs">Everything that moved, exchanges included.</param>
/// <param name="Path">What made it execute.</param>
/// <param name="Purpose">ISO 20022 purpose code, or empty.</param>
/// <param name="Content">SHA-256 of the business message behind it, where there is one.</param>
public sealed record SettlementSettled(
    Uetr Uetr,
    Hash256 Terms,
    ImmutableArray<Leg> Legs,
    SettlementPath Path,
    string Purpose,
    Hash256? Content
) : LedgerEvent;

/// <summary>A settlement joined the queue.</summary>
/// <param name="Settlement">What was asked.</param>
/// <param name="Sequence">Its number in order of arrival.</param>
public sealed record SettlementQueued(Settle Settlement, ulong Sequence) : LedgerEvent;

/// <summary>A debtor's authorisation of a waiting settlement became complete.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Debtor">Who authorised.</param>
public sealed record SettlementAuthorised(Uetr Uetr, Lei Debtor) : LedgerEvent;

/// <summary>An authority's approval of a waiting settlement became complete.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Authority">Who approved.</param>
public sealed record SettlementApproved(Uetr Uetr, Lei Authority) : LedgerEvent;

/// <summary>One more key signed towards a threshold that is not reached yet.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Participant">Whose key.</param>
public sealed record SettlementSigned(Uetr Uetr, Lei Participant) : LedgerEvent;

/// <summary>A hash lock was opened.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Digest">The lock.</param>
/// <param name="Preimage">What opened it.</param>
public sealed record SettlementFulfilled(Uetr Uetr, Hash256 Digest, ImmutableArray<byte> Preimage) : LedgerEvent;

/// <summary>A waiting settlement's funds are held from now on: each leg's units, on its debtor's account.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Legs">What is held.</param>
public sealed record FundsReserved(Uetr Uetr, ImmutableArray<Leg> Legs) : LedgerEvent;

/// <summary>Held funds became available to their debtors again: the settlement will not execute.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Legs">What was held.</param>
public sealed record FundsReleased(Uetr Uetr, ImmutableArray<Leg> Legs) : LedgerEvent;

/// <summary>A creditor renounced a settlement whose funds are held; others have not yet.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="Creditor">Who.</param>
public sealed record SettlementRenounced(Uetr Uetr, Lei Creditor) : LedgerEvent;

/// <summary>A waiting settlement was taken back.</summary>
/// <param name="Uetr">The settlement.</param>
/// <param name="By">Who took it back.</param>
/// <param name="Reason">ISO 20022 cancellation reason code, or empty.</param>
public sealed record SettlementCancelled(Uetr Uetr, Lei By, string Reason) : LedgerEvent;

/// <summary>A waiting settlement's time ran out.</summary>
/// <param name="Uetr">The settlement.</param>
public sealed record SettlementExpired(Uetr Uetr) : LedgerEvent;

/// <summary>The liquidity saver found settlements that execute together, as one step, in the events that follow.</summary>
/// <param name="Settlements">Which, in order of the queue.</param>
public sealed record LiquiditySaved(ImmutableArray<Uetr> Settlements) : LedgerEvent;
