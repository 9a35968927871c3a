using Comity.Protocol.Identifiers;

namespace Comity.Ledger.Events;

/// <summary>A new account.</summary>
/// <param name="Account">Its address.</param>
/// <param name="Owner">Whose it is.</param>
public sealed record AccountOpened(AccountAddress Account, Lei Owner) : LedgerEvent;

/// <summary>An account was closed.</summary>
/// <param name="Account">Its address.</param>
public sealed record AccountClosed(AccountAddress Account) : LedgerEvent;

/// <summary>An account was frozen.</summary>
/// <param name="Account">Its address.</param>
/// <param name="Ground">The legal ground.</param>
public sealed record AccountFrozen(AccountAddress Account, string Ground) : LedgerEvent;

/// <summary>A frozen account was released.</summary>
/// <param name="Account">Its address.</param>
public sealed record AccountReleased(AccountAddress Account) : LedgerEvent;
