using Comity.Ledger.State;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Blocks;

/// <summary>
/// Reads, for a stretch of transactions at once, what applying them will read one after the other. It decides nothing: the
/// processor fetches many far places of memory at the same time instead of waiting for each in turn.
/// </summary>
internal sealed class WarmUp(LedgerState state)
{
    /// <summary>How many transactions are looked at ahead: what they touch fits the first-level cache.</summary>
    public const int Stretch = 16;

    private readonly int[] _accounts = new int[Stretch * 2];

    /// <summary>What was read: of no meaning, but what is read for nothing may be left out by a compiler.</summary>
    public UInt128 Residue { get; private set; }

    /// <summary>Reads what the transactions from an index on will read.</summary>
    public void Touch(IReadOnlyList<AuthenticatedTransaction> transactions, int first)
    {
        var end = transactions.Count - first < Stretch ? transactions.Count : first + Stretch;
        var count = 0;
        for (var index = first; index < end; index++)
        {
            var transaction = transactions[index].Transaction;
            Residue += state.Transactions.Contains(transaction.Id, transaction.ValidUntil) ? UInt128.One : UInt128.Zero;
            if (transaction.Operations[0] is Settle { Legs.Length: > 0 } settle)
            {
                ref readonly var leg = ref settle.Legs.ItemRef(0);
                Residue += state.Finished.Contains(settle.Uetr) ? UInt128.One : UInt128.Zero;
                _accounts[count++] = state.Accounts.TryFindQuietly(leg.From, out var from) ? from : -1;
                _accounts[count++] = state.Accounts.TryFindQuietly(leg.To, out var to) ? to : -1;
            }
        }

        for (var index = 0; index < count; index++)
        {
            var position = _accounts[index] < 0 ? -1 : state.Accounts[_accounts[index]].FirstPosition;
            Residue = position < 0 ? Residue : unchecked(Residue + state.Positions[position].Available);
        }
    }
}
