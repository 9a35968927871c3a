using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ledger.Operations.Participants;

/// <summary>Admit: a new participant.</summary>
internal sealed class AdmitHandler : OperationHandler<Admit>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "admit",
            "Participants",
            "Admits a participant to the network in the authority's own jurisdiction, with its keys and thresholds. The role of authority is not its to give.",
            "The authority of the participant's jurisdiction, by its threshold for supervise.",
            [
                RefusalCode.JurisdictionUnknown,
                RefusalCode.NotAuthorised,
                RefusalCode.NotEntitled,
                RefusalCode.ParticipantExists,
                RefusalCode.KeyInUse,
                RefusalCode.KeyPublished,
                RefusalCode.KeySetUnusable,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Admit operation, OperationContext context)
    {
        var state = context.State;
        var terms = operation.Participant;
        var verdict = context.Find(terms.Jurisdiction, out int jurisdiction);
        verdict = verdict.IsAllowed
            ? context.Require(state.Jurisdictions[jurisdiction].Authority, Permissions.Supervise)
            : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if ((terms.Roles & Roles.Authority) != Roles.None)
        {
            return Verdict.Refused(RefusalCode.NotEntitled, "authorities are admitted by the network");
        }

        if (state.Participants.TryFind(terms.Lei, out _))
        {
            return Verdict.Refused(RefusalCode.ParticipantExists, terms.Lei);
        }

        verdict = KeySetChecks.Check(state, terms.Keys, participant: -1);
        if (verdict.IsAllowed)
        {
            state.Participants.Add(new ParticipantRow(terms, jurisdiction, Suspended: false));
            context.Events.Add(new ParticipantAdmitted(terms));
        }

        return verdict;
    }
}
