using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ledger.Operations.Participants;

/// <summary>Suspend: stops, or resumes, a participant, an instrument, a corridor or a jurisdiction.</summary>
internal sealed class SuspendHandler : OperationHandler<Suspend>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "suspend",
            "Participants",
            "Stops a participant (it neither pays nor is paid), an instrument (it does not move), a corridor (nothing moves from one jurisdiction to another) or a jurisdiction (nothing crosses its border); or, lifted, resumes it. Whoever suspends lifts: a corridor suspended by both sides is open when both have lifted.",
            "Participant: the authority of its jurisdiction. Instrument: its issuer. Corridor: the authority of either side. Jurisdiction: its authority. Each by its threshold for supervise.",
            [
                RefusalCode.ParticipantUnknown,
                RefusalCode.InstrumentUnknown,
                RefusalCode.JurisdictionUnknown,
                RefusalCode.NotAuthorised,
                RefusalCode.NotEntitled,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Suspend operation, OperationContext context)
    {
        var verdict = operation.Subject switch
        {
            ParticipantSubject subject => SuspendParticipant(subject, operation, context),
            InstrumentSubject subject => SuspendInstrument(subject, operation, context),
            CorridorSubject subject => SuspendCorridor(subject.Corridor, operation, context),
            JurisdictionSubject subject => SuspendJurisdiction(subject, operation, context),
            _ => throw new InvalidOperationException($"No suspension of a {operation.Subject.GetType().Name}."),
        };
        if (verdict.IsAllowed)
        {
            context.Lifecycle.Stir();
        }

        return verdict;
    }

    private static Verdict SuspendParticipant(ParticipantSubject subject, Suspend operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(subject.Lei, out int participant);
        verdict = verdict.IsAllowed ? context.RequireAuthorityOf(participant, Permissions.Supervise) : verdict;
        if (verdict.IsAllowed)
        {
            var row = state.Participants[participant];
            state.Participants.Set(participant, row with { Suspended = !operation.Lifted });
            Say(operation, state.Jurisdictions[row.Jurisdiction].Authority, context);
        }

        return verdict;
    }

    private static Verdict SuspendInstrument(InstrumentSubject subject, Suspend operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(subject.Instrument, out int instrument);
        verdict = verdict.IsAllowed
            ? context.Require(state.Instruments[instrument].Issuer, Permissions.Supervise)
            : verdict;
        if (verdict.IsAllowed)
        {
            var row = state.Instruments[instrument];
            state.Instruments.Set(instrument, row with { Suspended = !operation.Lifted });
            Say(operation, row.Issuer, context);
        }

        return verdict;
    }

    // The signers say which side suspends; an authority of both is two signatures.
    private static Verdict SuspendCorridor(Corridor corridor, Suspend operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(corridor.From, out int from);
        verdict = verdict.IsAllowed ? context.Find(corridor.To, out int _) : verdict;
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        if (corridor.From == corridor.To)
        {
            return Verdict.Refused(RefusalCode.NotEntitled, "a corridor joins two jurisdictions");
        }

        state.Jurisdictions.TryFind(corridor.To, out var to);
        var suspended = false;
        foreach (var side in (ReadOnlySpan<int>)[from, to])
        {
            var row = state.Jurisdictions[side];
            if (context.Signers.Reaches(row.Authority, Permissions.Supervise))
            {
                suspended = true;
                Mark(state, new SuspendedCorridor(corridor.From, corridor.To, row.Code), operation.Lifted);
                Say(operation, row.Authority, context);
            }
        }

        return suspended
            ? Verdict.Allowed
            : Verdict.Refused(RefusalCode.NotAuthorised, $"neither authority of {corridor} signed");
    }

    private static void Mark(LedgerState state, SuspendedCorridor corridor, bool lifted)
    {
        if (!lifted)
        {
            state.Corridors.Set(corridor, Presence.Instance);
        }
        else if (state.Corridors.Contains(corridor))
        {
            state.Corridors.Remove(corridor);
        }
    }

    private static Verdict SuspendJurisdiction(JurisdictionSubject subject, Suspend operation, OperationContext context)
    {
        var state = context.State;
        var verdict = context.Find(subject.Jurisdiction, out int jurisdiction);
        verdict = verdict.IsAllowed
            ? context.Require(state.Jurisdictions[jurisdiction].Authority, Permissions.Supervise)
            : verdict;
        if (verdict.IsAllowed)
        {
            var row = state.Jurisdictions[jurisdiction];
            state.Jurisdictions.Set(jurisdiction, row with { Suspended = !operation.Lifted });
            Say(operation, row.Authority, context);
        }

        return verdict;
    }

    private static void Say(Suspend operation, int by, OperationContext context) =>
        context.Events.Add(
            new SuspensionChanged(operation.Subject, context.State.Participants[by].Terms.Lei, operation.Lifted)
        );
}
