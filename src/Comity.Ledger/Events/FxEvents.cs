using Comity.Protocol.Identifiers;
using Comity.Protocol.Transactions.Operations.Fx;

namespace Comity.Ledger.Events;

/// <summary>A new standing offer.</summary>
/// <param name="Offer">What the maker promised.</param>
public sealed record OfferPosted(PostOffer Offer) : LedgerEvent;

/// <summary>An offer was taken, wholly or in part, by a settlement that executed or that holds it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Uetr">The settlement.</param>
/// <param name="Sold">Minor units that the maker gives.</param>
/// <param name="Bought">Minor units that the maker takes.</param>
public sealed record OfferTaken(OfferId Id, Uetr Uetr, UInt128 Sold, UInt128 Bought) : LedgerEvent;

/// <summary>What a settlement held of an offer is free again.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Uetr">The settlement.</param>
/// <param name="Sold">Minor units that the maker would have given.</param>
public sealed record OfferRestored(OfferId Id, Uetr Uetr, UInt128 Sold) : LedgerEvent;

/// <summary>An offer was taken back by its maker.</summary>
/// <param name="Id">The offer.</param>
public sealed record OfferWithdrawn(OfferId Id) : LedgerEvent;

/// <summary>An offer's time ran out.</summary>
/// <param name="Id">The offer.</param>
public sealed record OfferExpired(OfferId Id) : LedgerEvent;
