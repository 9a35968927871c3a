using System.Collections.Immutable;
using Comity.Client;
using Comity.Client.Keys;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Comity.Protocol.Wire;
using ParticipantKey = Comity.Protocol.Keys.ParticipantKey;
using PublicKey = Comity.Protocol.Keys.PublicKey;
using RotateKeys = Comity.Protocol.Transactions.Operations.Participants.RotateKeys;

namespace Comity.Cli.Commands.Keys;

/// <summary>
/// The change from one key to the next: both count for a while, so that nothing that was signed before is refused, and nothing has to
/// wait for the new one.
/// </summary>
/// <param name="Participant">Whose keys, as the ledger has them.</param>
/// <param name="Old">The key that goes.</param>
/// <param name="New">The key that comes.</param>
internal sealed record KeyRotation(ParticipantInfo Participant, OwnedKey Old, PublicKey New)
{
    /// <summary>Whether the ledger has the new key already: an earlier run came so far.</summary>
    public bool IsDone => Participant.Keys.Any(key => key.PublicKey == New.ToString());

    /// <summary>How many keys must sign a change of keys.</summary>
    public int Threshold =>
        (int)(
            Participant
                .Thresholds.FirstOrDefault(static each => each.Permission == ParticipantInfo.Types.Permission.Keys)
                ?.Keys
            ?? 1
        );

    private ParticipantInfo.Types.Key? Registered =>
        Participant.Keys.FirstOrDefault(key => key.PublicKey == Old.Key.PublicKey.ToString());

    /// <summary>The participant whose key it is, from a node.</summary>
    public static async Task<ParticipantInfo?> FindAsync(
        NodeConnection connection,
        OwnedKey key,
        CancellationToken cancellation
    ) => (await connection.ListParticipantsAsync(cancellation)).FirstOrDefault(one => one.Lei == key.Owner.ToString());

    /// <summary>What stands in the way; null where nothing does.</summary>
    public string? Refuse() =>
        Registered is not { } registered ? $"the ledger has no key {Old.Key.PublicKey} of {Participant.Lei}."
        : !registered.Permissions.Contains(ParticipantInfo.Types.Permission.Keys)
            ? "this key may not change keys (permission keys). Draft the change, to be signed by keys that may: docs/keys.md."
        : null;

    /// <summary>The transaction that makes the change.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="now">The clock's time.</param>
    /// <param name="validity">How long it may apply, in milliseconds.</param>
    /// <param name="overlap">How long both keys count, in milliseconds.</param>
    /// <param name="signers">Who signs beside the old key.</param>
    public TransactionDraft Draft(
        string network,
        Timestamp now,
        ulong validity,
        ulong overlap,
        IEnumerable<PublicKey> signers
    )
    {
        var registered = Registered!;
        var permissions = registered.Permissions.Aggregate(
            Permissions.None,
            static (all, one) => all | (Permissions)(1 << (int)one)
        );
        var until = registered.ValidUntil == 0 ? Timestamp.Never : new Timestamp(registered.ValidUntil);
        // Counted from the latest moment at which the change may apply: the old key never ends before the new one counts.
        var ends = now.Plus(validity + overlap);
        return TransactionDraft.Create(
            network,
            now.Plus(validity),
            new[] { Old.Key.PublicKey }.Concat(signers).Distinct(),
            [
                new RotateKeys(
                    Old.Owner,
                    [
                        new ParticipantKey(New, permissions, until),
                        new ParticipantKey(Old.Key.PublicKey, permissions, ends < until ? ends : until),
                    ],
                    [],
                    ImmutableArray<Protocol.Keys.Threshold>.Empty
                ),
            ]
        );
    }
}
