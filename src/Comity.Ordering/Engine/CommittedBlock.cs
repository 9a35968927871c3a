using System.Diagnostics;
using Comity.Ledger.Blocks;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Engine;

/// <summary>A block that is final and durable.</summary>
/// <param name="Result">What it did.</param>
/// <param name="Root">The state root after it.</param>
public sealed record CommittedBlock(BlockResult Result, Hash256 Root)
{
    /// <summary>The span of the block, where somebody traces a payment in it: the parent of what is made from the block.</summary>
    public ActivityContext Trace { get; init; }
}
