using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Time;
using Comity.Protocol.Transactions;
using Wire = Comity.Protocol.Wire;

namespace Comity.Protocol.Quotes;

/// <summary>A standing offer, as a quote needs it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Maker">Who promises.</param>
/// <param name="Account">The maker's account.</param>
/// <param name="Sells">What the maker gives.</param>
/// <param name="Buys">What the maker takes.</param>
/// <param name="Rate">The exact price.</param>
/// <param name="Minimum">Least it sells in one settlement, in minor units.</param>
/// <param name="Maximum">Most it sells in one settlement, in minor units; 0 for no bound but the capacity.</param>
/// <param name="Remaining">What is left of its capacity, in minor units sold.</param>
/// <param name="Cover">What the maker's account has available of what it sells, in minor units.</param>
/// <param name="Takers">Who may take it; empty: anybody.</param>
/// <param name="ExpiresAt">It cannot be taken from this time on.</param>
public sealed record StandingOffer(
    OfferId Id,
    Lei Maker,
    AccountAddress Account,
    InstrumentId Sells,
    InstrumentId Buys,
    Rate Rate,
    UInt128 Minimum,
    UInt128 Maximum,
    UInt128 Remaining,
    UInt128 Cover,
    ImmutableArray<Lei> Takers,
    Timestamp ExpiresAt
)
{
    /// <summary>Reads one that a node told of.</summary>
    /// <exception cref="FormatException">The node sent something that is no offer.</exception>
    public static StandingOffer From(Wire.OfferInfo told) =>
        new(
            OfferId.TryParse(told.Id, out var id) ? id : throw new FormatException($"'{told.Id}' is no offer's id."),
            Lei.Parse(told.Maker),
            AccountAddress.TryParse(told.Account, out var account)
                ? account
                : throw new FormatException($"'{told.Account}' is no account."),
            InstrumentId.Parse(told.Sells),
            InstrumentId.Parse(told.Buys),
            new Rate(told.Price.Numerator, told.Price.Denominator),
            told.Minimum.ToUnits(),
            told.Maximum.ToUnits(),
            told.Remaining.ToUnits(),
            told.Cover.ToUnits(),
            [.. told.Takers.Select(Lei.Parse)],
            new Timestamp(told.ExpiresAt)
        );
}
