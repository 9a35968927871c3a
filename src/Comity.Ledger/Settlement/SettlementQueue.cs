using Comity.Ledger.Events;
using Comity.Ledger.State;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.State;
using Comity.Protocol.Time;

namespace Comity.Ledger.Settlement;

/// <summary>
/// What happens to waiting settlements around a block's transactions. Before them the expired leave. After them, where
/// something has changed, the rest are tried one by one, most urgent first, then oldest first, until a whole round has
/// moved nothing; then the liquidity saver looks for sets. Work is bounded: where it stops short, the next block goes on
/// from there.
/// </summary>
internal sealed class SettlementQueue(LedgerState state, SettlementLifecycle lifecycle, List<LedgerEvent> events)
{
    private readonly List<Uetr> _order = [];
    private readonly LiquiditySavingRun _saver = new(state, lifecycle);

    /// <summary>What has been noted as worth a look, so that a refused transaction can take its notes back.</summary>
    public QueueAttention Attention
    {
        get => new(state.Progress.QueueStirred, state.Progress.SaverStirred, state.Positions.WaitingCredited);
        set =>
            (state.Progress.QueueStirred, state.Progress.SaverStirred, state.Positions.WaitingCredited) = (
                value.Queue,
                value.Saver,
                value.Credited
            );
    }

    /// <summary>When something falls due though nothing else happens; <see cref="Timestamp.Never"/> where nothing does.</summary>
    public Timestamp NextDue()
    {
        var busy = state.Progress.QueueStirred || state.Progress.Untried > 0;
        var next = busy ? state.Progress.Time : state.Progress.LookAgainAt;
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

    /// <summary>Before a block's transactions: whose time is over at the block's time is beyond their reach.</summary>
    public void BeginBlock() => Expire();

    /// <summary>After a block's transactions: whatever can execute now, does.</summary>
    public void EndBlock()
    {
        if (state.Positions.WaitingCredited)
        {
            lifecycle.Stir();
        }

        if (state.Waiting.Count == 0)
        {
            (state.Progress.QueueStirred, state.Progress.SaverStirred) = (false, false);
            (state.Progress.ResumeAfter, state.Progress.Untried) = (null, 0);
            state.Progress.LookAgainAt = Timestamp.Never;
        }
        else
        {
            BeginLook();
            TryInOrder();
            _saver.RunIfDue();
        }

        // Whoever was credited has been looked at, or is stirred for: the next block, and a ledger read back, begin alike.
        state.Positions.WaitingCredited = false;
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

    // Something new: every waiting settlement is tried again, from where the last look stopped.
    private void BeginLook()
    {
        if (state.Progress.QueueStirred || state.Progress.LookAgainAt <= state.Progress.Time)
        {
            state.Progress.QueueStirred = false;
            state.Progress.LookAgainAt = Timestamp.Never;
            state.Progress.Untried = state.Waiting.Count;
        }
    }

    // Round and round, until a whole round has moved nothing. What the bound on tries leaves is the next block's.
    private void TryInOrder()
    {
        if (state.Progress.Untried == 0)
        {
            return;
        }

        TakeOrder();
        var tries = state.Parameters.MostTries;
        for (var index = 0; state.Progress.Untried > 0 && state.Waiting.Count > 0 && tries > 0; index++)
        {
            if (!state.Waiting.TryGet(_order[index % _order.Count], out var row))
            {
                continue;
            }

            tries--;
            state.Progress.ResumeAfter = row.Place;
            state.Progress.Untried = TryRow(row) ? state.Waiting.Count : state.Progress.Untried - 1;
        }

        if (state.Progress.Untried == 0)
        {
            state.Progress.ResumeAfter = null;
        }
    }

    // True where it executed or now holds funds: a senior that holds what it needs no longer stands before others.
    private bool TryRow(WaitingRow row)
    {
        var verdict = lifecycle.Advance(row, SettlementPath.Queue, null);
        if (verdict.Refusal is not { } refusal)
        {
            state.Journal.Keep();
            return true;
        }

        // Its funds may have been reserved meanwhile: read it again.
        var holds = false;
        if (state.Waiting.TryGet(row.Terms.Uetr, out var current))
        {
            var waited = state.Progress.Time >= row.SubmittedAt.Plus(state.Parameters.QueuePatienceMilliseconds);
            if (waited && !current.Senior && !current.IsReserved && SettlementLifecycle.LacksCover(refusal.Code))
            {
                current = current with { Senior = true };
                state.Waiting.Set(row.Terms.Uetr, current);
            }

            holds = current.IsReserved && !row.IsReserved;
            var again = lifecycle.TryAgainAt(current, refusal.Code);
            if (again < state.Progress.LookAgainAt)
            {
                state.Progress.LookAgainAt = again;
            }
        }

        state.Journal.Keep();
        return holds;
    }

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

/// <summary>What has been noted as worth a look.</summary>
/// <param name="Queue">Something that waiting settlements may have waited for has changed.</param>
/// <param name="Saver">The liquidity saver has something new to look at.</param>
/// <param name="Credited">A position that settlements wait for has been credited.</param>
internal readonly record struct QueueAttention(bool Queue, bool Saver, bool Credited);
