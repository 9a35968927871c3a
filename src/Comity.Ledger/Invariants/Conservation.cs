using Comity.Ledger.State;

namespace Comity.Ledger.Invariants;

/// <summary>
/// Per instrument, issued less redeemed equals the sum of all balances, available and held. Checked after every block on
/// the running sums, at a cost that does not grow with accounts.
/// </summary>
internal static class Conservation
{
    /// <summary>Checks every instrument.</summary>
    /// <exception cref="InvariantViolationException">Value was created or destroyed: a bug.</exception>
    public static void Check(LedgerState state)
    {
        for (var instrument = 0; instrument < state.Instruments.Count; instrument++)
        {
            var row = state.Instruments[instrument];
            var (available, held) = state.Positions.TotalOf(instrument);
            if (row.Supply.Outstanding != available + held)
            {
                throw new InvariantViolationException(
                    nameof(Conservation),
                    $"{row.Supply.Outstanding} minor units of {row.Terms.Id} are outstanding, but accounts hold {available} available and {held} held"
                );
            }
        }
    }
}
