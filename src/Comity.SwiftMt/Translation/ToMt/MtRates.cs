using Comity.Iso20022.Components;
using Comity.SwiftMt.Fields;

namespace Comity.SwiftMt.Translation.ToMt;

/// <summary>Field 36: twelve characters with the comma; more decimals are cut.</summary>
internal static class MtRates
{
    private const int MaxLength = 12;

    public static ExchangeRate? Of(BaseOneRate? rate, string path, MtContext context)
    {
        if (rate is null)
        {
            return null;
        }

        context.Use(path);
        var whole = decimal.Truncate(rate.Value).ToString().Length;
        var decimals = MaxLength - 1 - whole;
        if (decimals < 0)
        {
            throw context.Remarks.Stop("T13001", path, rate.ToString());
        }

        if (rate.Value.Scale <= decimals)
        {
            return new ExchangeRate(rate.Value);
        }

        var cut = decimal.Round(rate.Value, decimals, MidpointRounding.ToZero);
        if (cut != rate.Value)
        {
            context.Remarks.Truncated(path, rate.ToString());
        }

        return new ExchangeRate(cut);
    }
}
