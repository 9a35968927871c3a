using Comity.Ledger.State;

namespace Comity.Ledger.Invariants;

/// <summary>Every held amount belongs to exactly one live settlement: what reserved settlements hold is all that is held.</summary>
internal static class HeldFundsHaveAnOwner
{
    /// <summary>Checks every position. Walks the whole state: for tests, audits and checkpoints.</summary>
    /// <exception cref="InvariantViolationException">It does not hold: a bug.</exception>
    public static void Check(LedgerState state)
    {
        var expected = new UInt128[state.Positions.Count];
        foreach (var (_, row) in state.Waiting.InOrder())
        {
            foreach (var held in row.Held)
            {
                expected[held.From] += held.Units;
            }
        }

        for (var position = 0; position < expected.Length; position++)
        {
            ref readonly var row = ref state.Positions[position];
            if (row.Held != expected[position])
            {
                throw new InvariantViolationException(
                    nameof(HeldFundsHaveAnOwner),
                    $"{state.Accounts[row.Account].Address} has {row.Held} minor units of {state.Instruments[row.Instrument].Terms.Id} held, settlements hold {expected[position]}"
                );
            }
        }
    }
}
