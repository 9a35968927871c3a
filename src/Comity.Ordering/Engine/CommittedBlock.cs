using System.Collections.Immutable;
using System.Diagnostics;
using Comity.Ledger.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Keys;
using Comity.Protocol.Transactions;

namespace Comity.Ordering.Engine;

/// <summary>A block that is final and durable.</summary>
/// <param name="Result">What it did.</param>
/// <param name="Root">The state root after it.</param>
public sealed record CommittedBlock(BlockResult Result, Hash256 Root)
{
    /// <summary>The keys that signed each of its transactions, in their order: whose a receipt is.</summary>
    public IReadOnlyList<ImmutableArray<PublicKey>> Signers { get; init; } = [];

    /// <summary>The span of the block, where somebody traces a payment in it: the parent of what is made from the block.</summary>
    public ActivityContext Trace { get; init; }

    /// <summary>The keys that signed each of some transactions.</summary>
    public static IReadOnlyList<ImmutableArray<PublicKey>> SignersOf(
        IReadOnlyList<AuthenticatedTransaction> transactions
    )
    {
        var signers = new ImmutableArray<PublicKey>[transactions.Count];
        for (var index = 0; index < signers.Length; index++)
        {
            signers[index] = transactions[index].Transaction.Signers;
        }

        return signers;
    }
}
