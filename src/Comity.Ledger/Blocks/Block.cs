using Comity.Protocol.Time;
using Comity.Protocol.Transactions;

namespace Comity.Ledger.Blocks;

/// <summary>Transactions in an order that somebody else has decided.</summary>
/// <param name="Height">One more than the block before; the first is 1.</param>
/// <param name="Time">The ledger's time in this block: never before the last block's.</param>
/// <param name="Transactions">In order; may be empty, for what falls due by time alone.</param>
public sealed record Block(ulong Height, Timestamp Time, IReadOnlyList<AuthenticatedTransaction> Transactions);
