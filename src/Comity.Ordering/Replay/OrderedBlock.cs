using Comity.Ledger.Blocks;
using Comity.Protocol.Cryptography;

namespace Comity.Ordering.Replay;

/// <summary>A block read back from a log.</summary>
/// <param name="Block">The block.</param>
/// <param name="PreviousRoot">The state root after the block before, as it was recorded.</param>
public sealed record OrderedBlock(Block Block, Hash256 PreviousRoot);
