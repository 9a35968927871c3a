using Comity.Ledger.State;

namespace Comity.Ledger.Invariants;

/// <summary>No live settlement, and no live offer, is past its expiry. Checked after every block: the first to expire says it.</summary>
internal static class NothingOutlivesItsExpiry
{
    /// <summary>Checks the first to expire.</summary>
    /// <exception cref="InvariantViolationException">It does not hold: a bug.</exception>
    public static void Check(LedgerState state)
    {
        var now = state.Progress.Time;
        if (state.Waiting.TryGetFirstToExpire(out var expiry, out var uetr) && expiry <= now)
        {
            throw new InvariantViolationException(
                nameof(NothingOutlivesItsExpiry),
                $"settlement {uetr} of {expiry} at {now}"
            );
        }

        if (state.Offers.TryGetFirstToExpire(out var end, out var offer) && end <= now)
        {
            throw new InvariantViolationException(nameof(NothingOutlivesItsExpiry), $"offer {offer} of {end} at {now}");
        }
    }
}
