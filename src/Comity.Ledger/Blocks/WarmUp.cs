using Comity.Ledger.State;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Blocks;

/// <summary>
/// Asks the processor to fetch, for a stretch of transactions at once, what applying them will read one after the other. It
/// decides nothing and reads nothing that is trusted: many far places of memory are fetched at the same time instead of each
/// being waited for in turn.
/// </summary>
internal sealed class WarmUp(LedgerState state)
{
    /// <summary>How many transactions are looked at ahead: what they touch fits the first-level cache.</summary>
    public const int Stretch = 16;

    private readonly int[] _accounts = new int[Stretch * 2];

    /// <summary>Fetches what the transactions from an index on will read.</summary>
    public void Fetch(IReadOnlyList<AuthenticatedTransaction> transactions, int first)
    {
        var end = transactions.Count - first < Stretch ? transactions.Count : first + Stretch;
        for (var index = first; index < end; index++)
        {
            var transaction = transactions[index].Transaction;
            state.Transactions.Prefetch(transaction.Id, transaction.ValidUntil);
            if (transaction.Operations[0] is Settle { Legs.Length: > 0 } settle)
            {
                ref readonly var leg = ref settle.Legs.ItemRef(0);
                state.Finished.Prefetch(settle.Uetr);
                state.Accounts.Prefetch(leg.From);
                state.Accounts.Prefetch(leg.To);
            }
        }

        var count = 0;
        for (var index = first; index < end; index++)
        {
            if (transactions[index].Transaction.Operations[0] is Settle { Legs.Length: > 0 } settle)
            {
                ref readonly var leg = ref settle.Legs.ItemRef(0);
                _accounts[count++] = state.Accounts.PrefetchRow(leg.From);
                _accounts[count++] = state.Accounts.PrefetchRow(leg.To);
            }
        }

        for (var index = 0; index < count; index++)
        {
            if (_accounts[index] >= 0)
            {
                state.Positions.Prefetch(state.Accounts[_accounts[index]].FirstPosition);
            }
        }
    }
}
