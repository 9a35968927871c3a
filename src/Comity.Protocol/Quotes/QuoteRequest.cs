using Comity.Protocol.Identifiers;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Protocol.Quotes;

/// <summary>What is to be exchanged.</summary>
/// <param name="Gives">What the payer gives.</param>
/// <param name="Receives">What the payee receives; another instrument.</param>
/// <param name="Side">Which end <paramref name="Units"/> states.</param>
/// <param name="Units">Minor units of the stated end, at least 1.</param>
/// <param name="Taker">Who pays.</param>
/// <param name="At">The time at which the offers must stand.</param>
public sealed record QuoteRequest(
    InstrumentId Gives,
    InstrumentId Receives,
    ExchangeSide Side,
    UInt128 Units,
    Lei Taker,
    Timestamp At
);
