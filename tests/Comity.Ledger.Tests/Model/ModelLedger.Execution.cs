using System.Numerics;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Policies;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Tests.Model;

internal sealed partial class ModelLedger
{
    // Behind every settlement that waits; before every one of them.
    private static readonly (int, long) Behind = (0, long.MaxValue);
    private static readonly (int, long) First = (int.MinValue, 0);

    private void TryQueue()
    {
        for (var moved = true; moved; )
        {
            moved = false;
            foreach (var place in _s.Waiting.Keys.ToList())
            {
                moved |= _s.Waiting.TryGetValue(place, out var row) && TryRow(row);
            }
        }
    }

    private bool TryRow(ModelWaiting row)
    {
        if (Advance(row))
        {
            return true;
        }

        var lacksCover = LastRefusal is RefusalCode.InsufficientCover or RefusalCode.CoverPromisedToOlder;
        var patience = row.SubmittedAt.Plus(genesis.Parameters.QueuePatienceMilliseconds);
        if (lacksCover && _s.Time >= patience && _s.Waiting[row.Place] is { Senior: false, Reserved: false } current)
        {
            Put(current with { Senior = true });
        }

        return false;
    }

    /// <summary>The saver's set: each of them ready, all of them allowed, covered and within every promise, together.</summary>
    private void ExecuteSaved(List<Uetr> uetrs)
    {
        Assert.True(uetrs.Count > 0, "The saver executed an empty set.");
        var rows = uetrs.Select(uetr => FindWaiting(uetr)!).ToList();
        Assert.All(
            rows,
            row =>
            {
                Assert.False(row.Queue.Reserve, "The saver took a settlement that reserves.");
                Assert.All(
                    Debtors(row.Terms),
                    debtor => Assert.Contains((debtor, Protocol.Keys.Permissions.Pay), row.Consents)
                );
                CheckConditions(row.Terms, row);
            }
        );
        Assert.Equal(rows.OrderBy(row => row.Place), rows);
        Execute([.. rows.Select(row => (row.Terms, (ModelWaiting?)row))]);
    }

    /// <summary>All of them as one step, or none: all credits, then all debits, then what must hold afterwards.</summary>
    private void Execute(List<(Settle Terms, ModelWaiting? Row)> set, bool seizure = false)
    {
        var before = _s;
        try
        {
            var legs = new List<ModelLeg>();
            foreach (var (terms, row) in set)
            {
                var resolved = row is { Reserved: true } ? [.. row.Held] : Resolve(terms);
                CheckLegs(resolved, terms, row, seizure);
                legs.AddRange(resolved);
            }

            Move(legs);
            CheckOutcome(legs, [.. set.Select(each => PlaceOf(each.Row, seizure))], seizure);
            foreach (var (terms, row) in set)
            {
                _s = row is null ? _s : _s with { Waiting = _s.Waiting.Remove(row.Place) };
                Finish(terms.Uetr, SettlementStatus.Settled);
            }
        }
        catch (ModelRefusal)
        {
            _s = before;
            throw;
        }
    }

    private static (int, long) PlaceOf(ModelWaiting? row, bool seizure) => seizure ? First : row?.Place ?? Behind;

    private void Move(List<ModelLeg> legs)
    {
        Refuse(legs.Any(leg => !leg.Held && leg.Units > MostOutstanding), RefusalCode.InsufficientCover);
        foreach (var leg in legs)
        {
            Change(leg.Credited, leg.Units, 0);
        }

        foreach (var leg in legs)
        {
            Refuse(!leg.Held && BalanceOf(leg.Debited).Available < leg.Units, RefusalCode.InsufficientCover);
            Change(leg.Debited, leg.Held ? 0 : -leg.Units, leg.Held ? -leg.Units : 0);
        }
    }

    private void CheckOutcome(List<ModelLeg> legs, List<(int, long)> places, bool seizure)
    {
        foreach (var leg in legs)
        {
            var promised = SeniorsBefore(leg.Debited, places.Max()).Any(senior => !places.Contains(senior.Place));
            Refuse(!leg.Held && promised && Net(legs, leg.Debited) < 0, RefusalCode.CoverPromisedToOlder);
            foreach (var (owner, rule) in RulesOf(leg, seizure))
            {
                var balance = BalanceOf(leg.Credited);
                Refuse(
                    rule is BalanceCapRule cap && balance.Available + balance.Held > Big(cap.Units),
                    RefusalCode.BalanceCapExceeded,
                    ReferenceOf(owner, rule)
                );
            }
        }
    }

    private static BigInteger Net(List<ModelLeg> legs, ModelPosition position) =>
        legs.Aggregate(
            Nothing,
            (net, leg) =>
                net
                + (leg.Credited == position ? leg.Units : 0)
                - (leg.Debited == position && !leg.Held ? leg.Units : 0)
        );

    private List<ModelLeg> Resolve(Settle terms) => Resolve(terms, out _);

    private List<ModelLeg> Resolve(Settle terms, out List<(OfferId, BigInteger)> taken)
    {
        var legs = new List<ModelLeg>();
        taken = [];
        foreach (var leg in terms.Legs)
        {
            Refuse(!_s.Accounts.ContainsKey(leg.From), RefusalCode.AccountUnknown);
            Refuse(!_s.Accounts.ContainsKey(leg.To), RefusalCode.AccountUnknown);
            Instrument(leg.Amount.Instrument);
            legs.Add(new ModelLeg(leg.From, leg.To, leg.Amount.Instrument, Big(leg.Amount.Units)));
        }

        var chains = terms.Exchanges.Select(exchange => (exchange, Chain: Find(exchange))).ToList();
        foreach (var (exchange, chain) in chains)
        {
            ResolveExchange(exchange, chain, legs, taken);
        }

        return legs;
    }

    private List<ModelOffer> Find(Exchange exchange)
    {
        Refuse(!_s.Accounts.TryGetValue(exchange.Payer, out var payer), RefusalCode.AccountUnknown);
        Refuse(!_s.Accounts.ContainsKey(exchange.Payee), RefusalCode.AccountUnknown);
        var chain = new List<ModelOffer>();
        foreach (var id in exchange.Offers)
        {
            Refuse(!_s.Offers.TryGetValue(id, out var offer), RefusalCode.OfferUnknown);
            Refuse(
                !offer!.Terms.Takers.IsEmpty && !offer.Terms.Takers.Contains(payer!.Owner),
                RefusalCode.OfferNotForTaker
            );
            Refuse(chain.Count > 0 && chain[^1].Terms.Sells != offer.Terms.Buys, RefusalCode.OfferChainBroken);
            chain.Add(offer);
        }

        return chain;
    }

    private void ResolveExchange(
        Exchange exchange,
        List<ModelOffer> chain,
        List<ModelLeg> legs,
        List<(OfferId, BigInteger)> taken
    )
    {
        var amounts = Price(exchange, chain);
        for (var index = 0; index < chain.Count; index++)
        {
            var (terms, sold) = (chain[index].Terms, amounts[index + 1]);
            Refuse(_s.Offers[terms.Id].Remaining < sold, RefusalCode.OfferCapacityExceeded);
            var left = _s.Offers[terms.Id] with { Remaining = _s.Offers[terms.Id].Remaining - sold };
            _s = _s with { Offers = _s.Offers.SetItem(terms.Id, left) };
            taken.Add((terms.Id, sold));
            var from = index == 0 ? exchange.Payer : chain[index - 1].Terms.Account;
            legs.Add(new ModelLeg(from, terms.Account, terms.Buys, amounts[index]));
        }

        legs.Add(new ModelLeg(chain[^1].Terms.Account, exchange.Payee, chain[^1].Terms.Sells, amounts[^1]));
        legs.RemoveAll(leg => leg.From == leg.To);
    }

    // From the payer's end what a maker gives is rounded down, from the payee's what a taker gives is rounded up.
    private static List<BigInteger> Price(Exchange exchange, List<ModelOffer> chain)
    {
        var amounts = new List<BigInteger> { Big(exchange.Units) };
        if (exchange.Side == ExchangeSide.Pay)
        {
            foreach (var offer in chain)
            {
                var rate = offer.Terms.Rate;
                amounts.Add(amounts[^1] * rate.Numerator / rate.Denominator);
            }
        }
        else
        {
            foreach (var offer in Enumerable.Reverse(chain))
            {
                var rate = offer.Terms.Rate;
                amounts.Insert(0, ((amounts[0] * rate.Denominator) + rate.Numerator - 1) / rate.Numerator);
            }
        }

        Refuse(amounts.Any(units => units <= 0 || units >= BigInteger.One << 128), RefusalCode.AmountOutOfRange);
        for (var index = 0; index < chain.Count; index++)
        {
            var (terms, sold) = (chain[index].Terms, amounts[index + 1]);
            Refuse(
                sold < Big(terms.Minimum) || (terms.Maximum > 0 && sold > Big(terms.Maximum)),
                RefusalCode.OfferAmountOutOfRange
            );
        }

        var worse =
            exchange.Side == ExchangeSide.Pay ? amounts[^1] < Big(exchange.Limit) : amounts[0] > Big(exchange.Limit);
        Refuse(worse, RefusalCode.RateWorseThanLimit);
        return amounts;
    }
}
