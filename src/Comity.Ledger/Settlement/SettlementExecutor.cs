using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Comity.Ledger.Events;
using Comity.Ledger.Policies;
using Comity.Ledger.State;
using Comity.Protocol.Money;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;

namespace Comity.Ledger.Settlement;

/// <summary>
/// Makes settlements happen: one, or several as one atomic step. All credits first, then all debits, so that what a
/// participant receives in the step covers what it pays in it. Refused: nothing has changed.
/// </summary>
internal sealed class SettlementExecutor(LedgerState state, List<LedgerEvent> events)
{
    private readonly LegResolver _resolver = new(state, events);
    private readonly PolicyEvaluation _policies = new(state);
    private readonly List<QueueKey> _places = [];

    /// <summary>Executes one settlement, or refuses it.</summary>
    public Verdict Execute(in Candidate candidate)
    {
        var (mark, count) = Begin();
        var verdict = Add(candidate, note: true);
        verdict = verdict.IsAllowed ? Move(candidate.Path == SettlementPath.Seizure) : verdict;
        if (!verdict.IsAllowed)
        {
            RollBack(mark, count);
            return verdict;
        }

        Finish(candidate, 0, _resolver.Legs.Length);
        return verdict;
    }

    /// <summary>Executes several waiting settlements together, or none.</summary>
    /// <param name="candidates">In order of the queue.</param>
    /// <param name="culprit">The first one that a rule refuses, or -1 where cover is what fails.</param>
    public Verdict ExecuteTogether(IReadOnlyList<Candidate> candidates, out int culprit)
    {
        var (mark, count) = Begin();
        Span<int> ends = candidates.Count <= 1_024 ? stackalloc int[candidates.Count] : new int[candidates.Count];
        culprit = -1;
        for (var index = 0; index < candidates.Count; index++)
        {
            var verdict = Add(candidates[index], note: true);
            if (!verdict.IsAllowed)
            {
                culprit = index;
                RollBack(mark, count);
                return verdict;
            }

            ends[index] = _resolver.Legs.Length;
        }

        var moved = Move(seizure: false);
        if (!moved.IsAllowed)
        {
            RollBack(mark, count);
            return moved;
        }

        events.Add(new LiquiditySaved([.. candidates.Select(static candidate => candidate.Terms.Uetr)]));
        for (var index = 0; index < candidates.Count; index++)
        {
            Finish(candidates[index], index == 0 ? 0 : ends[index - 1], ends[index]);
        }

        return moved;
    }

    /// <summary>Whether everything but cover allows a settlement. Changes nothing.</summary>
    public Verdict Screen(in Candidate candidate)
    {
        var (mark, count) = Begin();
        var verdict = Add(candidate, note: true);
        RollBack(mark, count);
        return verdict;
    }

    /// <summary>What a settlement would move, where everything but cover allows it. Changes nothing.</summary>
    public Verdict Preview(in Candidate candidate, List<Flow> flows)
    {
        var (mark, count) = Begin();
        var verdict = Add(candidate, note: true);
        if (verdict.IsAllowed)
        {
            verdict = CheckExists();
            foreach (ref readonly var leg in _resolver.Legs)
            {
                flows.Add(new Flow(leg.DebtorAccount, leg.CreditorAccount, leg.Instrument, leg.Units));
            }
        }

        RollBack(mark, count);
        return verdict;
    }

    /// <summary>Holds the funds of a waiting settlement's debtors, or refuses.</summary>
    public Verdict Reserve(in Candidate candidate, out WaitingRow? reserved)
    {
        reserved = null;
        var row = candidate.Row ?? throw new InvalidOperationException("Only a settlement that waits holds funds.");
        var verdict = Screen(candidate);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        var (mark, count) = Begin();
        verdict = Add(candidate, note: false);
        verdict = verdict.IsAllowed ? Hold() : verdict;
        if (!verdict.IsAllowed)
        {
            RollBack(mark, count);
            return verdict;
        }

        reserved = row with
        {
            Senior = false,
            Held = ToHeld(_resolver.Legs),
            HeldOffers =
            [
                .. events.Skip(count).OfType<OfferTaken>().Select(static taken => new HeldOffer(taken.Id, taken.Sold)),
            ],
        };
        state.Waiting.Set(row.Terms.Uetr, reserved);
        events.Add(new FundsReserved(row.Terms.Uetr, ToLegs(0, _resolver.Legs.Length)));
        return verdict;
    }

    private (int Mark, int Events) Begin()
    {
        _resolver.Clear();
        _places.Clear();
        return (state.Journal.Mark, events.Count);
    }

    private void RollBack(int mark, int count)
    {
        state.Journal.RollBackTo(mark);
        events.RemoveRange(count, events.Count - count);
    }

    private Verdict Add(in Candidate candidate, bool note)
    {
        var first = _resolver.Legs.Length;
        var verdict = _resolver.Add(candidate);
        if (!verdict.IsAllowed)
        {
            return verdict;
        }

        _places.Add(candidate.Place);
        var settlement = new SettlementContext
        {
            Purpose = candidate.Terms.Purpose,
            Terms = candidate.Terms.Terms,
            Now = state.Progress.Time,
            Approvals = new ApprovalView(candidate.Consents, candidate.Signers),
        };
        var seizure = candidate.Path == SettlementPath.Seizure;
        foreach (ref readonly var leg in _resolver.Legs[first..])
        {
            verdict = CheckAccounts(leg, seizure);
            verdict = verdict.IsAllowed && !seizure ? _policies.CheckSuspensions(leg) : verdict;
            if (verdict.IsAllowed)
            {
                verdict = seizure ? _policies.CheckSeizure(leg, settlement) : _policies.Check(leg, settlement, note);
            }

            if (!verdict.IsAllowed)
            {
                return verdict;
            }
        }

        return Verdict.Allowed;
    }

    private Verdict CheckAccounts(in LegContext leg, bool seizure)
    {
        var from = state.Accounts[leg.DebtorAccount].Status;
        if (from == AccountStatus.Closed || state.Accounts[leg.CreditorAccount].Status == AccountStatus.Closed)
        {
            var closed = from == AccountStatus.Closed ? leg.DebtorAccount : leg.CreditorAccount;
            return Verdict.Refused(RefusalCode.AccountClosed, state.Accounts[closed].Address);
        }

        return from == AccountStatus.Frozen && !seizure
            ? Verdict.Refused(RefusalCode.AccountFrozen, state.Accounts[leg.DebtorAccount].Address)
            : Verdict.Allowed;
    }

    private Verdict Move(bool seizure)
    {
        var legs = _resolver.Legs;
        var exists = CheckExists();
        if (!exists.IsAllowed)
        {
            return exists;
        }

        foreach (ref readonly var leg in legs)
        {
            state.Positions.Credit(leg.To, leg.Units);
        }

        foreach (ref readonly var leg in legs)
        {
            if (leg.Held)
            {
                state.Positions.TakeHeld(leg.From, leg.Units);
            }
            else if (!state.Positions.TryDebit(leg.From, leg.Units))
            {
                return LacksCover(leg);
            }
        }

        foreach (ref readonly var leg in legs)
        {
            var verdict = CheckPromises(leg, holding: false);
            verdict = verdict.IsAllowed ? _policies.CheckAfter(leg, seizure) : verdict;
            if (!verdict.IsAllowed)
            {
                return verdict;
            }
        }

        return Verdict.Allowed;
    }

    // No more than this is ever outstanding: with this, no sum of legs can overflow.
    private Verdict CheckExists()
    {
        foreach (ref readonly var leg in _resolver.Legs)
        {
            if (!leg.Held && leg.Units > SupplyValue.MostOutstanding)
            {
                return LacksCover(leg);
            }
        }

        return Verdict.Allowed;
    }

    private Verdict Hold()
    {
        foreach (ref readonly var leg in _resolver.Legs)
        {
            if (!state.Positions.TryHold(leg.From, leg.Units))
            {
                return LacksCover(leg);
            }

            // What the settlement would pay in does not come before it executes.
            var verdict = CheckPromises(leg, holding: true);
            if (!verdict.IsAllowed)
            {
                return verdict;
            }
        }

        return Verdict.Allowed;
    }

    // A settlement may not draw down a position that an older or more urgent one has waited for past the network's patience.
    private Verdict CheckPromises(in LegContext leg, bool holding)
    {
        if (leg.Held || state.Positions[leg.From].Seniors == 0)
        {
            return Verdict.Allowed;
        }

        var last = _places.Max();
        foreach (var senior in state.Waiting.SeniorsAt(leg.From))
        {
            if (senior.CompareTo(last) >= 0)
            {
                break;
            }

            if (!_places.Contains(senior) && (holding || Net(leg.From) < 0))
            {
                return Verdict.Refused(RefusalCode.CoverPromisedToOlder, state.Accounts[leg.DebtorAccount].Address);
            }
        }

        return Verdict.Allowed;
    }

    private Int128 Net(int position)
    {
        var net = Int128.Zero;
        foreach (ref readonly var leg in _resolver.Legs)
        {
            net += leg.To == position ? (Int128)leg.Units : 0;
            net -= leg.From == position && !leg.Held ? (Int128)leg.Units : 0;
        }

        return net;
    }

    private Refusal LacksCover(in LegContext leg) =>
        new(
            RefusalCode.InsufficientCover,
            $"{state.Accounts[leg.DebtorAccount].Address} lacks cover for {state.Instruments.Say(leg.Instrument, leg.Units)}"
        );

    private void Finish(in Candidate candidate, int first, int end)
    {
        var terms = candidate.Terms;
        if (candidate.Row is not null)
        {
            state.Waiting.Remove(terms.Uetr);
        }

        state.Finished.Add(terms.Uetr, new SettlementValue(SettlementStatus.Settled, state.Progress.Time, terms.Terms));
        var legs = terms.Exchanges.IsEmpty ? terms.Legs : ToLegs(first, end);
        events.Add(new SettlementSettled(terms.Uetr, terms.Terms, legs, candidate.Path, terms.Purpose, terms.Content));
    }

    private ImmutableArray<Leg> ToLegs(int first, int end)
    {
        var legs = new Leg[end - first];
        for (var index = 0; index < legs.Length; index++)
        {
            ref readonly var leg = ref _resolver.Legs[first + index];
            legs[index] = new Leg(
                state.Accounts[leg.DebtorAccount].Address,
                state.Accounts[leg.CreditorAccount].Address,
                new Amount(leg.InstrumentId, leg.Units)
            );
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(legs);
    }

    private static ImmutableArray<HeldLeg> ToHeld(ReadOnlySpan<LegContext> legs)
    {
        var held = new HeldLeg[legs.Length];
        for (var index = 0; index < legs.Length; index++)
        {
            held[index] = new HeldLeg(legs[index].From, legs[index].To, legs[index].Units);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(held);
    }
}
