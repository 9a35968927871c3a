using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;

namespace Comity.Node.ReadModel.Queries;

/// <summary>One line of an account's history.</summary>
/// <param name="Number">Its number on the network: movements of later blocks have higher ones.</param>
/// <param name="Height">The block.</param>
/// <param name="Time">The block's time.</param>
/// <param name="Kind">What it did to the balances.</param>
/// <param name="Amount">How much of what.</param>
/// <param name="Counterparty">The account at the other end; absent for issuance and redemption.</param>
/// <param name="Uetr">The settlement; absent for issuance and redemption.</param>
/// <param name="Purpose">The settlement's ISO 20022 purpose code, or empty.</param>
/// <param name="Reference">The issuer's reserve reference of issuance and redemption, or empty.</param>
public sealed record Movement(
    long Number,
    ulong Height,
    Timestamp Time,
    MovementKind Kind,
    Amount Amount,
    AccountAddress? Counterparty,
    Uetr? Uetr,
    string Purpose,
    string Reference
);
