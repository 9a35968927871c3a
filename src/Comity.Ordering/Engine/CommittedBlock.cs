using Comity.Ledger.Blocks;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Engine;

/// <summary>A block that is final and durable.</summary>
/// <param name="Result">What it did.</param>
/// <param name="Root">The state root after it.</param>
public sealed record CommittedBlock(BlockResult Result, Hash256 Root);
