using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions.Preparing;

/// <summary>Offers in their readable form, turned into those that are signed.</summary>
internal static class OfferReader
{
    /// <summary>Reads one.</summary>
    public static Wire.Operation Read(Wire.Instruction.Types.PostOffer offer, FieldPath here)
    {
        var price = offer.Price ?? throw here.Missing("price");
        var capacity = here.Amount(offer.Capacity, "capacity", out var sells);
        var minimum = Bound(offer.Minimum, "minimum", sells, here);
        var maximum = Bound(offer.Maximum, "maximum", sells, here);
        return new()
        {
            PostOffer = new()
            {
                Id = FieldPath.Offer(offer.Id, here.At("id")),
                Account = here.Account(offer.Account, "account"),
                Sells = sells,
                Buys = here.Instrument(offer.Buys, "buys"),
                Rate = new() { Numerator = price.Numerator, Denominator = price.Denominator },
                Capacity = capacity,
                Minimum = minimum,
                Maximum = maximum,
                Takers = { offer.Takers },
                ExpiresAt = offer.ExpiresAt,
            },
        };
    }

    private static Wire.Units Bound(Wire.Amount? amount, string field, string sells, FieldPath here)
    {
        var units = here.OptionalAmount(amount, field, out var instrument);
        return amount is null || instrument == sells
            ? units
            : throw here.At(field).Fault($"is in {instrument}; the capacity is in {sells}");
    }
}
