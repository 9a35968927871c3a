using Comity.Ordering.Checkpoints;
using Comity.Ordering.Engine;
using Comity.Ordering.Log;

namespace Comity.Ordering.Embedded;

/// <summary>What starting an engine found and did.</summary>
/// <param name="Log">What opening the log found: a torn tail that was cut, a marker that was lost.</param>
/// <param name="CheckpointHeight">The checkpoint that the state was loaded from; 0 for the founding state.</param>
/// <param name="DamagedCheckpoints">Checkpoints that were passed over.</param>
/// <param name="BlocksReplayed">How many blocks were applied after it.</param>
/// <param name="TransactionsReplayed">How many transactions they hold.</param>
/// <param name="Took">How long loading and replaying took.</param>
/// <param name="Tip">Where the ledger is now.</param>
public sealed record RecoveryReport(
    LogOpening Log,
    ulong CheckpointHeight,
    IReadOnlyList<DamagedCheckpoint> DamagedCheckpoints,
    ulong BlocksReplayed,
    ulong TransactionsReplayed,
    TimeSpan Took,
    LedgerTip Tip
);
