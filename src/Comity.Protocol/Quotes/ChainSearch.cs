using Comity.Protocol.Identifiers;
using Comity.Protocol.Money;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Protocol.Quotes;

/// <summary>
/// Depth-first search over chains, from the end whose amount is stated. Rounding is the ledger's: towards the payee down,
/// towards the payer up. A branch is left when even the best rates without any limit could not make it better.
/// </summary>
internal sealed class ChainSearch
{
    private readonly QuoteRequest _request;
    private readonly bool _forward;
    private readonly InstrumentId _goal;
    private readonly Dictionary<InstrumentId, List<StandingOffer>> _next;
    private readonly Dictionary<InstrumentId, List<StandingOffer>> _bestByPair;
    private readonly List<StandingOffer> _path = [];
    private readonly List<UInt128> _amounts = [];
    private readonly List<InstrumentId> _passed = [];
    private StandingOffer[] _best = [];
    private UInt128[] _bestAmounts = [];

    public ChainSearch(QuoteRequest request, IEnumerable<StandingOffer> offers)
    {
        _request = request;
        _forward = request.Side == ExchangeSide.Pay;
        _goal = _forward ? request.Receives : request.Gives;
        _next = offers
            .GroupBy(From)
            .ToDictionary(static group => group.Key, group => group.Order(new BestRateFirst()).ToList());
        _bestByPair = _next.ToDictionary(static pair => pair.Key, pair => pair.Value.DistinctBy(To).ToList());
    }

    private StandingOffer Last => _path[^1];

    /// <summary>The best quote, where there is one.</summary>
    public Quote? Run()
    {
        var start = _forward ? _request.Gives : _request.Receives;
        _passed.Add(start);
        _amounts.Add(_request.Units);
        Extend(start, _request.Units);
        return _best.Length == 0 ? null : ToQuote();
    }

    private InstrumentId From(StandingOffer offer) => _forward ? offer.Buys : offer.Sells;

    private InstrumentId To(StandingOffer offer) => _forward ? offer.Sells : offer.Buys;

    private void Extend(InstrumentId instrument, UInt128 units)
    {
        if (instrument == _goal)
        {
            Consider(units);
            return;
        }

        var left = Exchange.LongestChain - _path.Count;
        if (left == 0 || !CanImprove(instrument, units, left) || !_next.TryGetValue(instrument, out var offers))
        {
            return;
        }

        foreach (var offer in offers)
        {
            var to = To(offer);
            if (_passed.Contains(to) || !TryStep(offer, units, out var result) || !Allows(offer, units, result))
            {
                continue;
            }

            _path.Add(offer);
            _amounts.Add(result);
            _passed.Add(to);
            Extend(to, result);
            _path.RemoveAt(_path.Count - 1);
            _amounts.RemoveAt(_amounts.Count - 1);
            _passed.RemoveAt(_passed.Count - 1);
        }
    }

    private bool TryStep(StandingOffer offer, UInt128 units, out UInt128 result) =>
        _forward
            ? offer.Rate.TrySold(units, out result) && result > 0
            : offer.Rate.TryBought(units, out result) && result > 0;

    private bool Allows(StandingOffer offer, UInt128 from, UInt128 to)
    {
        var sold = _forward ? to : from;
        if (sold < offer.Minimum || (offer.Maximum > 0 && sold > offer.Maximum) || sold > offer.Remaining)
        {
            return false;
        }

        // Where one account makes two steps in a row, nothing leaves it in between, and it needs no cover for that.
        return _forward
            ? _path.Count == 0 || Last.Account == offer.Account || _amounts[^1] <= Last.Cover
            : sold <= offer.Cover || (_path.Count > 0 && Last.Account == offer.Account);
    }

    private void Consider(UInt128 outcome)
    {
        if (_forward && outcome > Last.Cover)
        {
            return;
        }

        if (_best.Length > 0)
        {
            var known = _bestAmounts[^1];
            var order = _forward ? known.CompareTo(outcome) : outcome.CompareTo(known);
            if (order > 0 || (order == 0 && !ComesFirst()))
            {
                return;
            }
        }

        (_best, _bestAmounts) = ([.. _path], [.. _amounts]);
    }

    private bool ComesFirst()
    {
        if (_path.Count != _best.Length)
        {
            return _path.Count < _best.Length;
        }

        for (var step = 0; step < _best.Length; step++)
        {
            var place = _forward ? step : _best.Length - 1 - step;
            var order = _path[place].Id.CompareTo(_best[place].Id);
            if (order != 0)
            {
                return order < 0;
            }
        }

        return false;
    }

    // Rounding keeps order, so the best rate of each pair bounds every offer of that pair.
    private bool CanImprove(InstrumentId instrument, UInt128 units, int left) =>
        _best.Length == 0
        || (
            TryBound(instrument, units, left, out var bound)
            && (_forward ? bound >= _bestAmounts[^1] : bound <= _bestAmounts[^1])
        );

    private bool TryBound(InstrumentId instrument, UInt128 units, int left, out UInt128 bound)
    {
        bound = units;
        if (instrument == _goal)
        {
            return true;
        }

        var found = false;
        if (left == 0 || !_bestByPair.TryGetValue(instrument, out var offers))
        {
            return false;
        }

        foreach (var offer in offers)
        {
            var to = To(offer);
            if (_forward && !offer.Rate.TrySold(units, out _))
            {
                // Only the best rate does not fit 128 bits: another may, so nothing can be ruled out here.
                bound = UInt128.MaxValue;
                return true;
            }

            if (
                (left > 1 || to == _goal)
                && TryStep(offer, units, out var result)
                && TryBound(to, result, left - 1, out var reached)
                && (!found || (_forward ? reached > bound : reached < bound))
            )
            {
                (found, bound) = (true, reached);
            }
        }

        return found;
    }

    private Quote ToQuote()
    {
        if (!_forward)
        {
            Array.Reverse(_best);
            Array.Reverse(_bestAmounts);
        }

        return new Quote(
            _request,
            [
                .. _best.Select(
                    (offer, index) =>
                        new QuoteStep(
                            offer,
                            new Amount(offer.Buys, _bestAmounts[index]),
                            new Amount(offer.Sells, _bestAmounts[index + 1])
                        )
                ),
            ]
        );
    }

    // Most sold for what is bought, compared exactly; then by id.
    private sealed class BestRateFirst : IComparer<StandingOffer>
    {
        public int Compare(StandingOffer? x, StandingOffer? y)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(y);
            var left = (UInt128)x.Rate.Numerator * y.Rate.Denominator;
            var right = (UInt128)y.Rate.Numerator * x.Rate.Denominator;
            var order = right.CompareTo(left);
            return order != 0 ? order : x.Id.CompareTo(y.Id);
        }
    }
}
