using Comity.Protocol.Identifiers;

namespace Comity.Ledger.State;

/// <summary>A leg whose debtor's funds are held.</summary>
/// <param name="From">The position debited.</param>
/// <param name="To">The position credited.</param>
/// <param name="Units">Minor units held.</param>
internal readonly record struct HeldLeg(int From, int To, UInt128 Units);

/// <summary>What an exchange took from an offer when funds were held.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Sold">Minor units sold.</param>
internal readonly record struct HeldOffer(OfferId Offer, UInt128 Sold);
