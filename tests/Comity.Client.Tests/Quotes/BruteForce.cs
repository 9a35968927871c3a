using System.Collections.Immutable;
using System.Numerics;
using Comity.Protocol.Quotes;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Client.Tests.Quotes;

/// <summary>The best chain by trying every one, with arithmetic of its own.</summary>
internal static class BruteForce
{
    public static BigInteger? Best(QuoteRequest request, ImmutableArray<StandingOffer> offers)
    {
        BigInteger? best = null;
        foreach (var chain in Chains([], offers))
        {
            if (
                chain[0].Buys != request.Gives
                || chain[^1].Sells != request.Receives
                || chain.Select(static offer => offer.Buys).Append(request.Receives).Distinct().Count() <= chain.Length
            )
            {
                continue;
            }

            if (Outcome(request, chain) is { } outcome)
            {
                var better = request.Side == ExchangeSide.Pay ? outcome > best : outcome < best;
                best = best is null || better ? outcome : best;
            }
        }

        return best;
    }

    private static IEnumerable<ImmutableArray<StandingOffer>> Chains(
        ImmutableArray<StandingOffer> chain,
        ImmutableArray<StandingOffer> offers
    )
    {
        foreach (var offer in offers)
        {
            if (chain.Length == 4 || (chain.Length > 0 && chain[^1].Sells != offer.Buys))
            {
                continue;
            }

            var longer = chain.Add(offer);
            yield return longer;
            foreach (var each in Chains(longer, offers))
            {
                yield return each;
            }
        }
    }

    private static BigInteger? Outcome(QuoteRequest request, ImmutableArray<StandingOffer> chain)
    {
        var amounts = new BigInteger[chain.Length + 1];
        if (request.Side == ExchangeSide.Pay)
        {
            amounts[0] = request.Units;
            for (var step = 0; step < chain.Length; step++)
            {
                amounts[step + 1] = amounts[step] * chain[step].Rate.Numerator / chain[step].Rate.Denominator;
            }
        }
        else
        {
            amounts[^1] = request.Units;
            for (var step = chain.Length - 1; step >= 0; step--)
            {
                var (n, d) = (chain[step].Rate.Numerator, chain[step].Rate.Denominator);
                amounts[step] = ((amounts[step + 1] * d) + n - 1) / n;
            }
        }

        for (var step = 0; step < chain.Length; step++)
        {
            var (offer, sold) = (chain[step], amounts[step + 1]);
            var stays = step + 1 < chain.Length && chain[step + 1].Account == offer.Account;
            if (
                sold == 0
                || sold < offer.Minimum
                || (offer.Maximum > 0 && sold > offer.Maximum)
                || sold > offer.Remaining
                || (!stays && sold > offer.Cover)
                || offer.ExpiresAt <= request.At
                || (!offer.Takers.IsEmpty && !offer.Takers.Contains(request.Taker))
            )
            {
                return null;
            }
        }

        return request.Side == ExchangeSide.Pay ? amounts[^1] : amounts[0];
    }
}
