using Comity.Ledger.Events;
using Comity.Ledger.LiquiditySaving;
using Comity.Ledger.Policies;
using Comity.Ledger.State;

namespace Comity.Ledger.Settlement;

/// <summary>
/// Lets the liquidity saver look at the queue, and executes what it finds as one atomic step. Where a rule refuses one of the
/// set, or an older settlement has first call on a position that the set draws down, the saver looks again without the
/// ones concerned, a bounded number of times.
/// </summary>
internal sealed class LiquiditySavingRun(LedgerState state, SettlementLifecycle lifecycle)
{
    private const int MostSettlements = 2_000;
    private const int MostLooks = 4;

    private readonly LiquiditySaver _saver = new();
    private readonly List<Candidate> _candidates = [];
    private readonly List<(int First, int End)> _ranges = [];
    private readonly List<Flow> _flows = [];
    private readonly Dictionary<(int Account, int Instrument), int> _positions = [];
    private readonly Dictionary<int, int> _instruments = [];
    private readonly List<Movement> _movements = [];
    private readonly HashSet<int> _excluded = [];

    /// <summary>Runs where something is new and the network's interval has passed.</summary>
    public void RunIfDue()
    {
        var due = state.Progress.SaverRanAt.Plus(state.Parameters.SaverIntervalMilliseconds) <= state.Progress.Time;
        if (!state.Progress.SaverStirred || !due)
        {
            return;
        }

        state.Progress.SaverStirred = false;
        state.Progress.SaverRanAt = state.Progress.Time;
        Collect();
        _excluded.Clear();
        for (var look = 0; look < MostLooks && _candidates.Count - _excluded.Count >= 2; look++)
        {
            if (Look())
            {
                break;
            }
        }
    }

    // The settlements that lack nothing but cover, in order of the queue.
    private void Collect()
    {
        _candidates.Clear();
        _ranges.Clear();
        _flows.Clear();
        foreach (var uetr in state.Waiting.ByPlace.Values)
        {
            if (_candidates.Count == MostSettlements)
            {
                break;
            }

            if (!state.Waiting.TryGet(uetr, out var row) || !lifecycle.IsReady(row))
            {
                continue;
            }

            var candidate = Candidate.Waiting(row, SettlementPath.LiquiditySaver, null);
            var first = _flows.Count;
            if (lifecycle.Executor.Preview(candidate, _flows).IsAllowed)
            {
                _candidates.Add(candidate);
                _ranges.Add((first, _flows.Count));
            }
        }
    }

    // One look: true where something executed, or where nothing can.
    private bool Look()
    {
        var included = new List<int>();
        _saver.Begin();
        _positions.Clear();
        _instruments.Clear();
        for (var index = 0; index < _candidates.Count; index++)
        {
            if (!_excluded.Contains(index))
            {
                Gather(_ranges[index]);
                _saver.AddSettlement(
                    _candidates[index].Place.Priority,
                    System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_movements)
                );
                included.Add(index);
            }
        }

        var chosen = new List<int>();
        foreach (var number in _saver.Find(state.Parameters.SaverWork).Chosen)
        {
            chosen.Add(included[number]);
        }

        if (chosen.Count == 0)
        {
            return true;
        }

        var verdict = lifecycle.Executor.ExecuteTogether(
            [.. chosen.Select(index => _candidates[index])],
            out var culprit
        );
        if (verdict.IsAllowed)
        {
            state.Journal.Keep();
            lifecycle.Stir();
            return true;
        }

        Exclude(chosen, culprit);
        return false;
    }

    // A rule's refusal excludes the one it names. A promise excludes whoever draws down a promised position out of turn.
    private void Exclude(List<int> chosen, int culprit)
    {
        if (culprit >= 0)
        {
            _excluded.Add(chosen[culprit]);
            return;
        }

        var before = _excluded.Count;
        foreach (var index in chosen)
        {
            var candidate = _candidates[index];
            if (candidate.Row!.Debits.Any(position => state.Waiting.IsPromisedBefore(position, candidate.Place)))
            {
                _excluded.Add(index);
            }
        }

        if (_excluded.Count == before)
        {
            // What is left is a balance cap or a window that the set together passes: drop the last in order.
            _excluded.Add(chosen[^1]);
        }
    }

    private void Gather((int First, int End) range)
    {
        _movements.Clear();
        for (var index = range.First; index < range.End; index++)
        {
            var flow = _flows[index];
            Move(flow.From, flow.Instrument, -(Int128)flow.Units);
            Move(flow.To, flow.Instrument, (Int128)flow.Units);
        }

        _movements.RemoveAll(static movement => movement.Delta == 0);
    }

    private void Move(int account, int instrument, Int128 delta)
    {
        var position = PositionOf(account, instrument);
        for (var index = 0; index < _movements.Count; index++)
        {
            if (_movements[index].Position == position)
            {
                _movements[index] = new Movement(position, _movements[index].Delta + delta);
                return;
            }
        }

        _movements.Add(new Movement(position, delta));
    }

    private int PositionOf(int account, int instrument)
    {
        if (_positions.TryGetValue((account, instrument), out var known))
        {
            return known;
        }

        if (!_instruments.TryGetValue(instrument, out var number))
        {
            number = _saver.AddInstrument();
            _instruments.Add(instrument, number);
        }

        var held = state.Positions.Find(account, instrument);
        var cover = held >= 0 ? state.Positions[held].Available : UInt128.Zero;
        var position = _saver.AddPosition(cover, number);
        _positions.Add((account, instrument), position);
        return position;
    }
}

/// <summary>What a settlement would move.</summary>
/// <param name="From">The account debited: a row.</param>
/// <param name="To">The account credited: a row.</param>
/// <param name="Instrument">What: a row.</param>
/// <param name="Units">Minor units.</param>
internal readonly record struct Flow(int From, int To, int Instrument, UInt128 Units);
