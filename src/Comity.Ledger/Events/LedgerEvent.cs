namespace Comity.Ledger.Events;

/// <summary>
/// Something that happened. A block's events, in order, are enough to rebuild any view of the ledger: balances, queues,
/// offers, keys, policies. One file for each kind's group.
/// </summary>
public abstract record LedgerEvent;
