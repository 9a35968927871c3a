using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.Time;

namespace Comity.Ledger.Events;

/// <summary>A jurisdiction's policy was replaced.</summary>
/// <param name="Jurisdiction">Whose.</param>
/// <param name="Policy">From now on.</param>
public sealed record JurisdictionPolicySet(CountryCode Jurisdiction, RulePolicy Policy) : LedgerEvent;

/// <summary>An instrument's policy was replaced.</summary>
/// <param name="Instrument">Which.</param>
/// <param name="Policy">From now on.</param>
public sealed record InstrumentPolicySet(InstrumentId Instrument, RulePolicy Policy) : LedgerEvent;

/// <summary>A claim was attested.</summary>
/// <param name="Attester">Who.</param>
/// <param name="Kind">What is claimed.</param>
/// <param name="Subject">Of what.</param>
/// <param name="ExpiresAt">Until when it counts.</param>
public sealed record ClaimAttested(Lei Attester, string Kind, Hash256 Subject, Timestamp ExpiresAt) : LedgerEvent;

/// <summary>An attestation was taken back.</summary>
/// <param name="Attester">Who.</param>
/// <param name="Kind">What was claimed.</param>
/// <param name="Subject">Of what.</param>
public sealed record AttestationRevoked(Lei Attester, string Kind, Hash256 Subject) : LedgerEvent;

/// <summary>An attestation's time ran out.</summary>
/// <param name="Attester">Who.</param>
/// <param name="Kind">What was claimed.</param>
/// <param name="Subject">Of what.</param>
public sealed record AttestationExpired(Lei Attester, string Kind, Hash256 Subject) : LedgerEvent;
