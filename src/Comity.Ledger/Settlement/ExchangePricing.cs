using Comity.Ledger.State;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Fx;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Settlement;

/// <summary>
/// Works out what moves at each step of an exchange. From the payer's end each step rounds what the maker gives down; from
/// the payee's end each step rounds what the taker gives up: always against the taker, by less than one minor unit a step.
/// </summary>
internal static class ExchangePricing
{
    /// <summary>Prices a chain of offers.</summary>
    /// <param name="exchange">What is asked.</param>
    /// <param name="chain">The offers, in order.</param>
    /// <param name="amounts">Receives what the payer gives, and after each offer what its maker gives.</param>
    /// <param name="instruments">What is exchanged, to name it.</param>
    public static Verdict Price(
        Exchange exchange,
        ReadOnlySpan<OfferRow> chain,
        Span<UInt128> amounts,
        InstrumentTable instruments
    )
    {
        var fits =
            exchange.Side == ExchangeSide.Pay
                ? PriceForward(exchange.Units, chain, amounts)
                : PriceBackward(exchange.Units, chain, amounts);
        if (!fits)
        {
            return Verdict.Refused(
                RefusalCode.AmountOutOfRange,
                "an amount on the way rounds to nothing or does not fit"
            );
        }

        for (var index = 0; index < chain.Length; index++)
        {
            var (offer, sold) = (chain[index].Terms, amounts[index + 1]);
            if (sold < offer.Minimum || (offer.Maximum > 0 && sold > offer.Maximum))
            {
                return Verdict.Refused(
                    RefusalCode.OfferAmountOutOfRange,
                    $"{offer.Id} sells {Range(offer, chain[index].Sells, instruments)} at once, not {instruments.Say(chain[index].Sells, sold)}"
                );
            }
        }

        var outcome = exchange.Side == ExchangeSide.Pay ? amounts[chain.Length] : amounts[0];
        var instrument = exchange.Side == ExchangeSide.Pay ? chain[^1].Sells : chain[0].Buys;
        var acceptable = exchange.Side == ExchangeSide.Pay ? outcome >= exchange.Limit : outcome <= exchange.Limit;
        return acceptable
            ? Verdict.Allowed
            : Verdict.Refused(
                RefusalCode.RateWorseThanLimit,
                $"{instruments.Say(instrument, outcome)} against a limit of {instruments.Say(instrument, exchange.Limit)}"
            );
    }

    private static string Range(PostOffer offer, int sells, InstrumentTable instruments) =>
        offer.Maximum == 0
            ? $"at least {instruments.Say(sells, offer.Minimum)}"
            : $"{instruments.Say(sells, offer.Minimum)} to {instruments.Say(sells, offer.Maximum)}";

    private static bool PriceForward(UInt128 paid, ReadOnlySpan<OfferRow> chain, Span<UInt128> amounts)
    {
        amounts[0] = paid;
        for (var index = 0; index < chain.Length; index++)
        {
            if (!chain[index].Terms.Rate.TrySold(amounts[index], out amounts[index + 1]) || amounts[index + 1] == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool PriceBackward(UInt128 received, ReadOnlySpan<OfferRow> chain, Span<UInt128> amounts)
    {
        amounts[chain.Length] = received;
        for (var index = chain.Length - 1; index >= 0; index--)
        {
            if (!chain[index].Terms.Rate.TryBought(amounts[index + 1], out amounts[index]))
            {
                return false;
            }
        }

        return true;
    }
}
