using System.Numerics;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Operations.Participants;

/// <summary>Whether a key set can be a participant's.</summary>
internal static class KeySetChecks
{
    /// <summary>
    /// Each key is the participant's alone, none is one that everybody has (unless the network is a demonstration), and each permission that any key holds, or that a threshold names, can reach
    /// its threshold with keys that are valid now.
    /// </summary>
    /// <param name="state">The state.</param>
    /// <param name="keys">The key set.</param>
    /// <param name="participant">Whose it will be: a row, or -1 for a new one.</param>
    public static Verdict Check(LedgerState state, KeySet keys, int participant)
    {
        foreach (var key in keys.Keys)
        {
            if (state.Participants.TryFindKey(key.PublicKey, out var owned) && owned.Participant != participant)
            {
                return Verdict.Refused(RefusalCode.KeyInUse, key.PublicKey);
            }

            if (!state.Genesis.Demonstration && PublishedKeys.Contains(key.PublicKey))
            {
                return Verdict.Refused(RefusalCode.KeyPublished, key.PublicKey);
            }
        }

        var named = Permissions.None;
        foreach (var key in keys.Keys)
        {
            named |= key.Permissions;
        }

        foreach (var threshold in keys.Thresholds)
        {
            named |= threshold.Permission;
        }

        for (var rest = (uint)named; rest != 0; rest &= rest - 1)
        {
            var permission = (Permissions)(1 << BitOperations.TrailingZeroCount(rest));
            var holders = keys.Keys.Count(key =>
                (key.Permissions & permission) != Permissions.None && state.Progress.Time < key.ValidUntil
            );
            if (holders < keys.ThresholdOf(permission))
            {
                return Verdict.Refused(
                    RefusalCode.KeySetUnusable,
                    $"{holders} valid keys for {permission}, {keys.ThresholdOf(permission)} needed"
                );
            }
        }

        return keys.Keys.Length is > 0 and <= KeySet.MostKeys
            ? Verdict.Allowed
            : Verdict.Refused(RefusalCode.KeySetUnusable, $"{keys.Keys.Length} keys; 1 to {KeySet.MostKeys}");
    }
}
