using Comity.Ordering.Embedded;
using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Replay;

/// <summary>Applies a log's blocks to a ledger again, comparing the state root after each with the one that was recorded.</summary>
public static class LedgerReplay
{
    /// <summary>Applies blocks that follow a ledger's state.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="root">Its committed state root.</param>
    /// <param name="blocks">The blocks that follow; those it has already are passed over.</param>
    /// <returns>Each block as it is applied, with the root after it.</returns>
    /// <exception cref="RootMismatchException">A recorded root differs from the computed one.</exception>
    public static IEnumerable<CommittedBlock> Apply(
        Ledger.Ledger ledger,
        Hash256 root,
        IEnumerable<OrderedBlock> blocks
    )
    {
        foreach (var (block, previousRoot) in blocks)
        {
            if (block.Height <= ledger.Height)
            {
                continue;
            }

            if (previousRoot != root)
            {
                throw new RootMismatchException(ledger.Height, previousRoot, root);
            }

            var result = ledger.Apply(block);
            root = ledger.Commit();
            yield return new CommittedBlock(result, root) { Signers = CommittedBlock.SignersOf(block.Transactions) };
        }
    }
}
