using Comity.Ledger.State;

namespace Comity.Ledger.Invariants;

/// <summary>The running sums that <see cref="Conservation"/> trusts are the sums of all balances.</summary>
internal static class BalancesAddUp
{
    /// <summary>Adds up every position. Walks the whole state: for tests, audits and checkpoints.</summary>
    /// <exception cref="InvariantViolationException">It does not hold: a bug.</exception>
    public static void Check(LedgerState state)
    {
        var sums = new (UInt128 Available, UInt128 Held)[state.Instruments.Count];
        for (var position = 0; position < state.Positions.Count; position++)
        {
            ref readonly var row = ref state.Positions[position];
            sums[row.Instrument].Available += row.Available;
            sums[row.Instrument].Held += row.Held;
        }

        for (var instrument = 0; instrument < sums.Length; instrument++)
        {
            if (sums[instrument] != state.Positions.TotalOf(instrument))
            {
                throw new InvariantViolationException(
                    nameof(BalancesAddUp),
                    $"balances of {state.Instruments[instrument].Terms.Id} sum to {sums[instrument]}, running sums say {state.Positions.TotalOf(instrument)}"
                );
            }
        }
    }
}
