using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Queries;

/// <summary>A block's header, and all its receipts.</summary>
/// <param name="Header">The header.</param>
/// <param name="Hash">Its hash, as it was when it was projected.</param>
/// <param name="Receipts">The receipts, in order.</param>
/// <param name="Names">Participants by the numbers that receipts name them with.</param>
internal sealed record KeptBlock(
    BlockHeader Header,
    Hash256 Hash,
    IReadOnlyList<Wire.KeptReceipt> Receipts,
    IReadOnlyDictionary<uint, Lei> Names
);
