using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Ordering.Engine;

/// <summary>How far a ledger has come.</summary>
/// <param name="Height">The last committed block; 0 before the first.</param>
/// <param name="Time">Its time.</param>
/// <param name="Root">The state root after it.</param>
public sealed record LedgerTip(ulong Height, Timestamp Time, Hash256 Root);
