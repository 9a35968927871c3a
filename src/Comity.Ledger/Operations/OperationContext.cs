using Comity.Ledger.Events;
using Comity.Ledger.Settlement;
using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Refusals;

namespace Comity.Ledger.Operations;

/// <summary>What an operation works on: the state, who signs, and where it says what happened.</summary>
internal sealed class OperationContext
{
    /// <summary>A context over a state.</summary>
    public OperationContext(LedgerState state)
    {
        State = state;
        Signers = new SignerSet(state.Participants);
        Lifecycle = new SettlementLifecycle(state, Events);
    }

    /// <summary>Everything the ledger knows.</summary>
    public LedgerState State { get; }

    /// <summary>Who signs the transaction at hand.</summary>
    public SignerSet Signers { get; }

    /// <summary>What has happened in the block.</summary>
    public List<LedgerEvent> Events { get; } = [];

    /// <summary>What becomes of settlements.</summary>
    public SettlementLifecycle Lifecycle { get; }

    /// <summary>Requires a participant's threshold of signatures for a permission.</summary>
    public Verdict Require(int participant, Permissions permission) =>
        Signers.Reaches(participant, permission)
            ? Verdict.Allowed
            : Verdict.Refused(
                RefusalCode.NotAuthorised,
                $"{State.Participants[participant].Terms.Lei} with {State.Participants[participant].Terms.Keys.ThresholdOf(permission)} keys for {permission}"
            );

    /// <summary>Requires the authority of a participant's jurisdiction.</summary>
    public Verdict RequireAuthorityOf(int participant, Permissions permission) =>
        Require(State.Jurisdictions[State.Participants[participant].Jurisdiction].Authority, permission);

    /// <summary>Finds a participant.</summary>
    public Verdict Find(Lei lei, out int participant) =>
        State.Participants.TryFind(lei, out participant)
            ? Verdict.Allowed
            : Verdict.Refused(RefusalCode.ParticipantUnknown, lei);

    /// <summary>Finds an instrument.</summary>
    public Verdict Find(InstrumentId id, out int instrument) =>
        State.Instruments.TryFind(id, out instrument)
            ? Verdict.Allowed
            : Verdict.Refused(RefusalCode.InstrumentUnknown, id);

    /// <summary>Finds a jurisdiction.</summary>
    public Verdict Find(CountryCode code, out int jurisdiction) =>
        State.Jurisdictions.TryFind(code, out jurisdiction)
            ? Verdict.Allowed
            : Verdict.Refused(RefusalCode.JurisdictionUnknown, code);

    /// <summary>Finds an account that is not closed.</summary>
    public Verdict Find(AccountAddress address, out int account)
    {
        if (!State.Accounts.TryFind(address, out account))
        {
            return Verdict.Refused(RefusalCode.AccountUnknown, address);
        }

        return State.Accounts[account].Status == AccountStatus.Closed
            ? Verdict.Refused(RefusalCode.AccountClosed, address)
            : Verdict.Allowed;
    }

    /// <summary>Finds an account that is not closed, and requires the authority of its owner's jurisdiction.</summary>
    public Verdict FindForAuthority(AccountAddress address, Permissions permission, out int account)
    {
        var verdict = Find(address, out account);
        return verdict.IsAllowed ? RequireAuthorityOf(State.Accounts[account].Owner, permission) : verdict;
    }
}
