using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Gateway.Mapping;

/// <summary>Decimal amounts of messages as minor units of the ledger, and back; exactly, or not at all.</summary>
internal static class MinorUnits
{
    /// <summary>Reads a message's amount.</summary>
    public static bool TryRead(
        decimal value,
        string currency,
        ImmutableSortedDictionary<InstrumentId, int> decimals,
        out Amount amount,
        [NotNullWhen(false)] out InstructionRefusal? refusal
    )
    {
        amount = default;
        if (!InstrumentId.TryParse(currency, out var instrument) || !decimals.TryGetValue(instrument, out var places))
        {
            refusal = InstructionRefusal.Own(
                "AM11",
                "CurrencyUnknown",
                $"{currency} is not on the network; {string.Join(", ", decimals.Keys)} are",
                "Check the currency."
            );
            return false;
        }

        var bits = decimal.GetBits(value);
        // The parts of a decimal are unsigned numbers that come as int.
        var units = unchecked(new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]));
        int scale = value.Scale;
        while (scale > places && units % 10 == 0)
        {
            (units, scale) = (units / 10, scale - 1);
        }

        for (; scale < places && units < UInt128.MaxValue / 10; scale++)
        {
            units *= 10;
        }

        var fits = scale == places && units > 0;
        amount = fits ? new Amount(instrument, units) : default;
        refusal = fits
            ? null
            : InstructionRefusal.Own(
                "AM12",
                "AmountInvalid",
                $"{value} {currency}: above 0 and at most {places} decimals are allowed",
                "Correct the amount."
            );
        return fits;
    }

    /// <summary>An amount as messages write it.</summary>
    /// <exception cref="OverflowException">It has more digits than a message can carry.</exception>
    public static decimal ToDecimal(UInt128 units, int decimals)
    {
        var value = (decimal)units;
        for (var place = 0; place < decimals; place++)
        {
            value /= 10;
        }

        return value;
    }
}
