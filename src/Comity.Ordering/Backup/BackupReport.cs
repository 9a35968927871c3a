using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Ordering.Backup;

/// <summary>What verifying a backup came to.</summary>
/// <param name="Manifest">What the backup says it holds.</param>
/// <param name="ReplayedFrom">The height whose state the replay began from: 0 for genesis, else its checkpoint's.</param>
/// <param name="Transactions">Transactions whose signatures were verified and that were applied again.</param>
/// <param name="Root">The state root after the last block.</param>
/// <param name="Time">The last block's time.</param>
/// <param name="Took">How long it took.</param>
public sealed record BackupReport(
    BackupManifest Manifest,
    ulong ReplayedFrom,
    ulong Transactions,
    Hash256 Root,
    Timestamp Time,
    TimeSpan Took
);
