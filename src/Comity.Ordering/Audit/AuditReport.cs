using Comity.Protocol.Cryptography;
using Comity.Protocol.Time;

namespace Comity.Ordering.Audit;

/// <summary>A stretch of a log that cannot be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Where in it, in bytes from its start.</param>
/// <param name="FirstHeight">The first height that is damaged or missing.</param>
/// <param name="LastHeight">The last one; <see cref="ulong.MaxValue"/> where nothing sound follows in the file.</param>
/// <param name="Explanation">What was found, and what to do.</param>
public sealed record AuditDamage(string File, long Offset, ulong FirstHeight, ulong LastHeight, string Explanation);

/// <summary>What an audit found.</summary>
public sealed record AuditReport
{
    /// <summary>The network's name.</summary>
    public required string Network { get; init; }

    /// <summary>SHA-256 of the genesis.</summary>
    public required Hash256 GenesisId { get; init; }

    /// <summary>The last height that was replayed.</summary>
    public required ulong Height { get; init; }

    /// <summary>Its block's time.</summary>
    public required Timestamp Time { get; init; }

    /// <summary>The state root after it.</summary>
    public required Hash256 Root { get; init; }

    /// <summary>Transactions whose signatures were verified again and that were applied again.</summary>
    public required ulong Transactions { get; init; }

    /// <summary>Those of them that the ledger refused.</summary>
    public required ulong Refused { get; init; }

    /// <summary>How often every invariant was checked over the whole state.</summary>
    public required int InvariantChecks { get; init; }

    /// <summary>Where the log is damaged, in order.</summary>
    public required IReadOnlyList<AuditDamage> Damage { get; init; }

    /// <summary>Sound blocks behind the first damage: not replayed, for what they build on is lost.</summary>
    public required ulong BlocksBehindDamage { get; init; }

    /// <summary>What stopped the replay other than damage: a root, an invariant or a signature that is wrong. Empty where nothing did.</summary>
    public required string Fault { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Whether every block was replayed and everything was as it should be.</summary>
    public bool IsSound => Damage.Count == 0 && Fault.Length == 0;
}
