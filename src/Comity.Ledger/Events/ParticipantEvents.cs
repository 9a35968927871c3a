using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions.Operations.Participants;

namespace Comity.Ledger.Events;

/// <summary>A new participant.</summary>
/// <param name="Participant">Who it is and what keys it has.</param>
public sealed record ParticipantAdmitted(ParticipantTerms Participant) : LedgerEvent;

/// <summary>A participant's BIC or roles changed.</summary>
/// <param name="Participant">As it is from now on.</param>
public sealed record ParticipantUpdated(ParticipantTerms Participant) : LedgerEvent;

/// <summary>A participant's keys changed.</summary>
/// <param name="Participant">As it is from now on.</param>
/// <param name="ByAuthority">Whether its authority did it.</param>
public sealed record KeysRotated(ParticipantTerms Participant, bool ByAuthority) : LedgerEvent;

/// <summary>Something was suspended, or resumed.</summary>
/// <param name="Subject">What.</param>
/// <param name="By">Whose authority, or which issuer.</param>
/// <param name="Lifted">Whether it was resumed.</param>
public sealed record SuspensionChanged(SuspensionSubject Subject, Lei By, bool Lifted) : LedgerEvent;
