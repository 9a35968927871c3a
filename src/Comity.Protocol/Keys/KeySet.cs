using System.Collections.Immutable;
using Comity.Protocol.Time;

namespace Comity.Protocol.Keys;

/// <summary>One key of a participant.</summary>
/// <param name="PublicKey">The key.</param>
/// <param name="Permissions">What it may do.</param>
/// <param name="ValidUntil">The block time from which it counts no more; <see cref="Timestamp.Never"/> for no end.</param>
public sealed record ParticipantKey(PublicKey PublicKey, Permissions Permissions, Timestamp ValidUntil);

/// <summary>How many different keys must sign for a permission.</summary>
/// <param name="Permission">One permission.</param>
/// <param name="Keys">1 to 16.</param>
public readonly record struct Threshold(Permissions Permission, int Keys);

/// <summary>A participant's keys and thresholds.</summary>
/// <param name="Keys">Its keys, each public key once.</param>
/// <param name="Thresholds">Its thresholds; a permission without one needs one key.</param>
public sealed record KeySet(ImmutableArray<ParticipantKey> Keys, ImmutableArray<Threshold> Thresholds)
{
    /// <summary>Most keys that one participant has.</summary>
    public const int MostKeys = 64;

    /// <summary>How many keys must sign for a permission.</summary>
    public int ThresholdOf(Permissions permission)
    {
        foreach (var threshold in Thresholds)
        {
            if (threshold.Permission == permission)
            {
                return threshold.Keys;
            }
        }

        return 1;
    }

    /// <summary>Whether a key of the set holds a permission at a time.</summary>
    public bool Allows(PublicKey key, Permissions permission, Timestamp at)
    {
        foreach (var candidate in Keys)
        {
            if (candidate.PublicKey.Equals(key))
            {
                return (candidate.Permissions & permission) != 0 && at < candidate.ValidUntil;
            }
        }

        return false;
    }
}
