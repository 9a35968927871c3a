using Comity.Protocol.Identifiers;

namespace Comity.Ledger.Events;

/// <summary>New units against reserves.</summary>
/// <param name="Instrument">What was issued.</param>
/// <param name="Account">Who was credited.</param>
/// <param name="Units">Minor units.</param>
/// <param name="ReserveReference">The issuer's reference.</param>
public sealed record CurrencyIssued(
    InstrumentId Instrument,
    AccountAddress Account,
    UInt128 Units,
    string ReserveReference
) : LedgerEvent;

/// <summary>Units left circulation against reserves paid out.</summary>
/// <param name="Instrument">What was redeemed.</param>
/// <param name="Account">Who was debited.</param>
/// <param name="Units">Minor units.</param>
/// <param name="ReserveReference">The issuer's reference.</param>
public sealed record CurrencyRedeemed(
    InstrumentId Instrument,
    AccountAddress Account,
    UInt128 Units,
    string ReserveReference
) : LedgerEvent;
