using Comity.Ledger.Events;
using Comity.Protocol.Time;

namespace Comity.Ledger.Blocks;

/// <summary>What a block did.</summary>
/// <param name="Height">Its height.</param>
/// <param name="Time">Its time.</param>
/// <param name="Receipts">One for each transaction, in order.</param>
/// <param name="Events">Everything that happened, in order.</param>
public sealed record BlockResult(
    ulong Height,
    Timestamp Time,
    IReadOnlyList<Receipt> Receipts,
    IReadOnlyList<LedgerEvent> Events
);
