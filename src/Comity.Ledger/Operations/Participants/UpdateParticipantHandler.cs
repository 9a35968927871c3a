using Comity.Ledger.Events;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ledger.Operations.Participants;

/// <summary>UpdateParticipant: a new BIC or new roles.</summary>
internal sealed class UpdateParticipantHandler : OperationHandler<UpdateParticipant>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "update_participant",
            "Participants",
            "Replaces a participant's BIC and roles. The role of authority is neither given nor taken this way.",
            "The authority of the participant's jurisdiction, by its threshold for supervise.",
            [RefusalCode.ParticipantUnknown, RefusalCode.NotAuthorised, RefusalCode.NotEntitled]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(UpdateParticipant operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(operation.Lei, out int participant);
        verdict = verdict.IsAllowed ? context.RequireAuthorityOf(participant, Permissions.Supervise) : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var row = state.Participants[participant];
        if (((row.Terms.Roles ^ operation.Roles) & Roles.Authority) != Roles.None)
        {
            return Verdict.Refused(RefusalCode.NotEntitled, "authorities are made by the network");
        }

        var terms = row.Terms with { Bic = operation.Bic, Roles = operation.Roles };
        state.Participants.Set(participant, row with { Terms = terms });
        context.Events.Add(new ParticipantUpdated(terms));
        context.Lifecycle.Stir();
        return Verdict.Allowed;
    }
}
