using System.Collections.Immutable;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;

namespace Comity.Cli.Scenarios.Reading;

/// <summary>Reads <c>offers</c>.</summary>
internal sealed class OffersReader(Names names, MidRates rates)
{
    private const ulong Week = 7UL * 24 * 60 * 60 * 1_000;

    /// <summary>Every exchange offer.</summary>
    public ImmutableArray<ScenarioOffer> Read(Section root) =>
        root.List("offers", element => ReadOne(element.Section()));

    private ScenarioOffer ReadOne(Section section)
    {
        var by = names.Bic(section, "by");
        var sells = section.TryRequire("sells", out var sold) ? names.Currency(sold) : default;
        var buys = section.TryRequire("buys", out var bought) ? names.Currency(bought) : default;
        if (sells == buys && sells != default)
        {
            bought!.Fail($"an offer cannot buy what it sells, {sells}");
        }

        var offer = new ScenarioOffer(
            by,
            sells,
            buys,
            ReadRate(section, sells, buys),
            section.TryRequire("capacity", out var capacity) ? Sold(capacity, sells) : 0,
            section.TryGet("minimum", out var minimum) ? Sold(minimum, sells) : 0,
            section.TryGet("maximum", out var maximum) ? Sold(maximum, sells) : 0,
            section.List("takers", names.Bic),
            section.Value("expires", Values.Span, Values.SpanExpected, Week)
        );
        section.End();
        return offer;
    }

    private UInt128 Sold(Element element, InstrumentId sells)
    {
        var amount = names.Amount(element);
        if (amount != default && amount.Instrument != sells)
        {
            element.Fail($"{element.Name} is in {amount.Instrument}; state it in what is sold, {sells}");
        }

        return amount.Units;
    }

    private Rate ReadRate(Section section, InstrumentId sells, InstrumentId buys)
    {
        var hasRate = section.TryGet("rate", out var rate);
        var hasSpread = section.TryGet("spread", out var spread);
        if (hasRate == hasSpread)
        {
            section.Element.Fail("an offer has either 'rate' (a fraction) or 'spread' (basis points off the mid rate)");
            return default;
        }

        if (rate is not null)
        {
            return rate.Value<Rate>(Values.Fraction, Values.RateExpected);
        }

        var points = spread!.Value<int>(Values.BasisPoints, "basis points as 12 bp, 0 to 9999");
        foreach (var currency in new[] { sells, buys })
        {
            if (currency != default && !rates.Currencies.Contains(currency.ToString()))
            {
                spread.Fail(
                    $"there is no mid rate for {currency}; name a file under 'rates' that has one, or state a rate"
                );
                return default;
            }
        }

        return sells == default || buys == default || sells == buys
            ? default
            : rates.Selling(
                (sells.ToString(), names.Currencies[sells.ToString()]),
                (buys.ToString(), names.Currencies[buys.ToString()]),
                points
            );
    }
}
