using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Ledger.Settlement;

/// <summary>
/// What happens to waiting settlements after a block's transactions: the expired leave; where something has changed, the
/// rest are tried one by one, most urgent first, then oldest first, until nothing more executes; then the liquidity saver
/// looks for sets. Work is bounded: where it stops short, the next block goes on from there.
/// </summary>
internal sealed class SettlementQueue(LedgerState state, SettlementLifecycle lifecycle, List<LedgerEvent> events)
{
    private readonly List<Uetr> _order = [];
    private readonly LiquiditySavingRun _saver = new(state, lifecycle);

    /// <summary>When something falls due though nothing else happens; <see cref="Timestamp.Never"/> where nothing does.</summary>
    public Timestamp NextDue()
    {
        var next = state.Progress.QueueStirred ? state.Progress.Time : state.Progress.LookAgainAt;
        if (state.Waiting.TryGetFirstToExpire(out var expiry, out _) && expiry < next)
        {
            next = expiry;
        }

        if (state.Offers.TryGetFirstToExpire(out var offerExpiry, out _) && offerExpiry < next)
        {
            next = offerExpiry;
        }

        var saver = state.Progress.SaverRanAt.Plus(state.Parameters.SaverIntervalMilliseconds);
        return state.Progress.SaverStirred && state.Waiting.Count > 1 && saver < next ? saver : next;
    }

    /// <summary>Does what falls due at the end of a block.</summary>
    public void EndBlock()
    {
        Expire();
        if (state.Positions.WaitingCredited)
        {
            state.Positions.WaitingCredited = false;
            lifecycle.Stir();
        }

        if (state.Waiting.Count == 0)
        {
            (state.Progress.QueueStirred, state.Progress.SaverStirred) = (false, false);
            (state.Progress.ResumeAfter, state.Progress.LookAgainAt) = (null, Timestamp.Never);
            return;
        }

        if (state.Progress.QueueStirred || state.Progress.LookAgainAt <= state.Progress.Time)
        {
            TryInOrder();
        }

        _saver.RunIfDue();
    }

    private void Expire()
    {
        var now = state.Progress.Time;
        while (state.Waiting.TryGetFirstToExpire(out var expiry, out var uetr) && expiry <= now)
        {
            state.Waiting.TryGet(uetr, out var row);
            lifecycle.Leave(row!, SettlementStatus.Expired);
            events.Add(new SettlementExpired(uetr));
        }

        while (state.Offers.TryGetFirstToExpire(out var expiry, out var offer) && expiry <= now)
        {
            state.Offers.Remove(offer);
            events.Add(new OfferExpired(offer));
        }

        while (state.Attestations.TryGetFirstToExpire(out var expiry, out var claim) && expiry <= now)
        {
            state.Attestations.Remove(claim);
            events.Add(new AttestationExpired(claim.Attester, claim.Kind, claim.Subject));
        }

        state.Journal.Keep();
    }

    private void TryInOrder()
    {
        var tries = state.Parameters.MostTries;
        state.Progress.LookAgainAt = Timestamp.Never;
        bool progressed;
        do
        {
            state.Progress.QueueStirred = false;
            progressed = TryOnce(ref tries);
        } while (progressed && tries > 0);

        // Stopped short: go on from there in the next block, whatever happens.
        state.Progress.QueueStirred = state.Progress.ResumeAfter is not null;
        state.Positions.WaitingCredited = false;
    }

    private bool TryOnce(ref int tries)
    {
        var progressed = false;
        TakeOrder();
        for (var index = 0; index < _order.Count; index++)
        {
            if (tries == 0)
            {
                state.Progress.ResumeAfter =
                    index > 0 ? PlaceOf(_order[index - 1]) ?? state.Progress.ResumeAfter : null;
                return progressed;
            }

            // An earlier execution of this pass cannot remove it, but stay safe where one ever does.
            if (state.Waiting.TryGet(_order[index], out var row))
            {
                tries--;
                progressed |= TryRow(row);
            }
        }

        state.Progress.ResumeAfter = null;
        return progressed;
    }

    private bool TryRow(WaitingRow row)
    {
        var place = row.Place;
        var verdict = lifecycle.Advance(row, SettlementPath.Queue, null);
        if (verdict.Refusal is not { } refusal)
        {
            state.Journal.Keep();
            return true;
        }

        // Its funds may have been reserved meanwhile: read it again.
        if (state.Waiting.TryGet(row.Terms.Uetr, out var current))
        {
            var waited = state.Progress.Time >= row.SubmittedAt.Plus(state.Parameters.QueuePatienceMilliseconds);
            if (waited && !current.Senior && !current.IsReserved && refusal.Code == RefusalCode.InsufficientCover)
            {
                current = current with { Senior = true };
                state.Waiting.Set(row.Terms.Uetr, current);
            }

            var again = lifecycle.TryAgainAt(current, refusal.Code);
            if (again < state.Progress.LookAgainAt)
            {
                state.Progress.LookAgainAt = again;
            }
        }

        state.Journal.Keep();
        return false;
    }

    private QueueKey? PlaceOf(Uetr uetr) => state.Waiting.TryGet(uetr, out var row) ? row.Place : null;

    // From where the last look stopped, round to where it began.
    private void TakeOrder()
    {
        _order.Clear();
        if (state.Progress.ResumeAfter is not { } after)
        {
            _order.AddRange(state.Waiting.ByPlace.Values);
            return;
        }

        _order.AddRange(
            state.Waiting.ByPlace.Where(pair => pair.Key.CompareTo(after) > 0).Select(static pair => pair.Value)
        );
        _order.AddRange(
            state.Waiting.ByPlace.Where(pair => pair.Key.CompareTo(after) <= 0).Select(static pair => pair.Value)
        );
    }
}
