using Comity.Ledger.Events;
using Comity.Ledger.Policies;
using Comity.Ledger.State;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Settlement;

/// <summary>
/// Finds what a settlement's legs and exchanges mean in the state: rows instead of addresses, and for an exchange the legs
/// through each maker, with the offers' capacity taken. Reuses one buffer.
/// </summary>
internal sealed class LegResolver(LedgerState state, List<LedgerEvent> events)
{
    private LegContext[] _legs = new LegContext[Settle.MostLegs];
    private readonly List<FoundExchange> _exchanges = [];
    private int _count;

    /// <summary>The legs so far.</summary>
    public ReadOnlySpan<LegContext> Legs => _legs.AsSpan(0, _count);

    /// <summary>Forgets all legs.</summary>
    public void Clear() => _count = 0;

    /// <summary>Adds a settlement's legs.</summary>
    public Verdict Add(in Candidate candidate)
    {
        if (candidate.Row is { IsReserved: true } row)
        {
            foreach (var held in row.Held)
            {
                Append(held.From, held.To, held.Units, held: true);
            }

            return Verdict.Allowed;
        }

        foreach (ref readonly var leg in candidate.Terms.Legs.AsSpan())
        {
            var verdict = AddLeg(leg);
            if (!verdict.IsAllowed)
            {
                return verdict;
            }
        }

        return candidate.Terms.Exchanges.IsEmpty ? Verdict.Allowed : AddExchanges(candidate.Terms);
    }

    private Verdict AddLeg(in Leg leg)
    {
        if (!state.Accounts.TryFind(leg.From, out var from))
        {
            return Verdict.Refused(RefusalCode.AccountUnknown, leg.From);
        }

        if (!state.Accounts.TryFind(leg.To, out var to))
        {
            return Verdict.Refused(RefusalCode.AccountUnknown, leg.To);
        }

        if (!state.Instruments.TryFind(leg.Amount.Instrument, out var instrument))
        {
            return Verdict.Refused(RefusalCode.InstrumentUnknown, leg.Amount.Instrument);
        }

        Append(
            state.Positions.FindOrAdd(from, instrument),
            state.Positions.FindOrAdd(to, instrument),
            leg.Amount.Units,
            held: false
        );
        return Verdict.Allowed;
    }

    // All of them are found before any is priced: where something is unknown, no waiting mends it.
    private Verdict AddExchanges(Settle terms)
    {
        _exchanges.Clear();
        foreach (var exchange in terms.Exchanges)
        {
            var verdict = Find(exchange);
            if (!verdict.IsAllowed)
            {
                return verdict;
            }
        }

        foreach (var found in _exchanges)
        {
            var verdict = AddExchange(terms, found);
            if (!verdict.IsAllowed)
            {
                return verdict;
            }
        }

        return Verdict.Allowed;
    }

    private Verdict Find(Exchange exchange)
    {
        if (!state.Accounts.TryFind(exchange.Payer, out var payer))
        {
            return Verdict.Refused(RefusalCode.AccountUnknown, exchange.Payer);
        }

        if (!state.Accounts.TryFind(exchange.Payee, out var payee))
        {
            return Verdict.Refused(RefusalCode.AccountUnknown, exchange.Payee);
        }

        var chain = new OfferRow[exchange.Offers.Length];
        _exchanges.Add(new FoundExchange(exchange, payer, payee, chain));
        return FindChain(exchange, state.Accounts[payer].Owner, chain);
    }

    private Verdict AddExchange(Settle terms, FoundExchange found)
    {
        Span<UInt128> amounts = stackalloc UInt128[Exchange.LongestChain + 1];
        var (exchange, payer, payee, chain) = found;
        var verdict = ExchangePricing.Price(exchange, chain, amounts, state.Instruments);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        for (var index = 0; index < chain.Length; index++)
        {
            var offer = chain[index];
            verdict = Take(terms, offer, amounts[index], amounts[index + 1]);
            if (!verdict.IsAllowed)
            {
                return verdict;
            }

            AppendUnlessSame(index == 0 ? payer : chain[index - 1].Account, offer.Account, offer.Buys, amounts[index]);
        }

        AppendUnlessSame(chain[^1].Account, payee, chain[^1].Sells, amounts[chain.Length]);
        return Verdict.Allowed;
    }

    private Verdict FindChain(Exchange exchange, int taker, Span<OfferRow> chain)
    {
        for (var index = 0; index < chain.Length; index++)
        {
            var id = exchange.Offers[index];
            if (!state.Offers.TryGet(id, out var offer) || offer.Terms.ExpiresAt <= state.Progress.Time)
            {
                return Verdict.Refused(RefusalCode.OfferUnknown, id);
            }

            if (!offer.Terms.Takers.IsEmpty && !offer.Terms.Takers.Contains(state.Participants[taker].Terms.Lei))
            {
                return Verdict.Refused(RefusalCode.OfferNotForTaker, id);
            }

            if (index > 0 && chain[index - 1].Sells != offer.Buys)
            {
                return Verdict.Refused(
                    RefusalCode.OfferChainBroken,
                    $"{id} buys {offer.Terms.Buys}, not {chain[index - 1].Terms.Sells}"
                );
            }

            chain[index] = offer;
        }

        return Verdict.Allowed;
    }

    private Verdict Take(Settle terms, OfferRow offer, UInt128 bought, UInt128 sold)
    {
        // Read again: another exchange of the same settlement may have taken some.
        if (!state.Offers.TryGet(offer.Terms.Id, out var current) || current.Remaining < sold)
        {
            return Verdict.Refused(
                RefusalCode.OfferCapacityExceeded,
                $"{offer.Terms.Id} has {state.Instruments.Say(offer.Sells, current?.Remaining ?? 0)} left of the {state.Instruments.Say(offer.Sells, sold)} needed"
            );
        }

        state.Offers.Set(offer.Terms.Id, current with { Remaining = current.Remaining - sold });
        events.Add(new OfferTaken(offer.Terms.Id, terms.Uetr, sold, bought));
        return Verdict.Allowed;
    }

    // Where the same account stands on both sides, nothing has to move.
    private void AppendUnlessSame(int from, int to, int instrument, UInt128 units)
    {
        if (from != to)
        {
            Append(
                state.Positions.FindOrAdd(from, instrument),
                state.Positions.FindOrAdd(to, instrument),
                units,
                held: false
            );
        }
    }

    private void Append(int from, int to, UInt128 units, bool held)
    {
        if (_count == _legs.Length)
        {
            Array.Resize(ref _legs, _legs.Length * 2);
        }

        ref readonly var debited = ref state.Positions[from];
        var debtorAccount = debited.Account;
        var instrument = debited.Instrument;
        var creditorAccount = state.Positions[to].Account;
        var debtor = state.Accounts[debtorAccount].Owner;
        var creditor = state.Accounts[creditorAccount].Owner;
        _legs[_count++] = new LegContext
        {
            Instrument = instrument,
            InstrumentId = state.Instruments[instrument].Terms.Id,
            Units = units,
            DebtorAccount = debtorAccount,
            CreditorAccount = creditorAccount,
            Debtor = debtor,
            Creditor = creditor,
            DebtorJurisdiction = state.Participants[debtor].Jurisdiction,
            CreditorJurisdiction = state.Participants[creditor].Jurisdiction,
            From = from,
            To = to,
            Held = held,
        };
    }

    private readonly record struct FoundExchange(Exchange Exchange, int Payer, int Payee, OfferRow[] Chain);
}
