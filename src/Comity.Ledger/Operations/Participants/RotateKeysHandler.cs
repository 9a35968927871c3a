using Comity.Ledger.Events;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ledger.Operations.Participants;

/// <summary>RotateKeys: a participant's key set from now on.</summary>
internal sealed class RotateKeysHandler : OperationHandler<RotateKeys>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "rotate_keys",
            "Participants",
            "Adds, replaces and removes keys in one step, so that there is never a gap; an old key can be given an end instead of being removed. Every permission must stay usable. A participant that has lost its keys is helped by its authority.",
            "The participant, by its threshold for keys; or the authority of its jurisdiction, by its own.",
            [
                RefusalCode.ParticipantUnknown,
                RefusalCode.NotAuthorised,
                RefusalCode.KeyInUse,
                RefusalCode.KeyPublished,
                RefusalCode.KeySetUnusable,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(RotateKeys operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(operation.Lei, out int participant);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var byItself = context.Require(participant, Permissions.Keys).IsAllowed;
        verdict = byItself ? Verdict.Allowed : context.RequireAuthorityOf(participant, Permissions.Keys);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var row = state.Participants[participant];
        var keys = Rotate(row.Terms.Keys, operation);
        verdict = KeySetChecks.Check(state, keys, participant);
        if (verdict.IsAllowed)
        {
            var terms = row.Terms with { Keys = keys };
            state.Participants.Set(participant, row with { Terms = terms });
            context.Events.Add(new KeysRotated(terms, ByAuthority: !byItself));
        }

        return verdict;
    }

    private static KeySet Rotate(KeySet keys, RotateKeys operation)
    {
        var kept = keys.Keys.Where(key =>
            !operation.Remove.Contains(key.PublicKey)
            && !operation.Set.Any(replacement => replacement.PublicKey.Equals(key.PublicKey))
        );
        return new KeySet(
            [.. kept, .. operation.Set],
            operation.Thresholds.IsEmpty ? keys.Thresholds : operation.Thresholds
        );
    }
}
