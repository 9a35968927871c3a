using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.Time;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Queries;

/// <summary>
/// The chain of a network's headers as far as it was seen. It believes nothing but what it begins with, needs no node, and shows
/// where a node says something else than before, or than another node. For one thread at a time.
/// </summary>
public sealed class HeaderChain
{
    private Hash256? _previous;

    private HeaderChain(ulong nextHeight, Hash256? previous, BlockHeader? last) =>
        (NextHeight, _previous, Last) = (nextHeight, previous, last);

    /// <summary>The height of the header that follows.</summary>
    public ulong NextHeight { get; private set; }

    /// <summary>The last header; absent before the first. Keep it to go on from it another day, with <see cref="After"/>.</summary>
    public BlockHeader? Last { get; private set; }

    /// <summary>From a network's first block on.</summary>
    /// <param name="network">The network's id: the SHA-256 of its genesis.</param>
    public static HeaderChain OfNetwork(Hash256 network) => new(1, network, null);

    /// <summary>From the header after one that is believed.</summary>
    /// <param name="last">The header.</param>
    public static HeaderChain After(BlockHeader last) => new(last.Height + 1, last.Hash(), last);

    /// <summary>From some height on: the first header is believed as it comes.</summary>
    /// <param name="height">The height: 1 or more.</param>
    public static HeaderChain From(ulong height)
    {
        ArgumentOutOfRangeException.ThrowIfZero(height);
        return new HeaderChain(height, null, null);
    }

    /// <summary>Takes a block in where it follows; the chain stays as it was where it does not.</summary>
    /// <param name="block">What the node showed.</param>
    /// <returns>What is wrong with it; nothing where it follows.</returns>
    public HeaderFault Add(Wire.BlockInfo block)
    {
        if (
            block.Header is not { } shown
            || !Hash256.TryParse(shown.Previous, out var previous)
            || !Hash256.TryParse(shown.StateRoot, out var stateRoot)
            || !Hash256.TryParse(shown.ReceiptsRoot, out var receiptsRoot)
            || !Hash256.TryParse(shown.Hash, out var stated)
        )
        {
            return HeaderFault.Unreadable;
        }

        var header = new BlockHeader
        {
            Height = shown.Height,
            Time = new Timestamp(shown.Time),
            Previous = previous,
            StateRoot = stateRoot,
            Transactions = shown.Transactions,
            ReceiptsRoot = receiptsRoot,
        };
        var fault =
            header.Height != NextHeight ? HeaderFault.Height
            : _previous is { } known && previous != known ? HeaderFault.Previous
            : Last is { } last && header.Time.Milliseconds < last.Time.Milliseconds ? HeaderFault.Time
            : header.Hash() != stated ? HeaderFault.Hash
            : block.Receipts.All(receipt => Shows(header, receipt)) ? HeaderFault.None
            : HeaderFault.Receipt;
        if (fault == HeaderFault.None)
        {
            (_previous, Last, NextHeight) = (stated, header, header.Height + 1);
        }

        return fault;
    }

    private static bool Shows(BlockHeader header, Wire.Receipt receipt)
    {
        var path = new List<Hash256>(receipt.Path.Count);
        foreach (var text in receipt.Path)
        {
            if (!Hash256.TryParse(text, out var hash))
            {
                return false;
            }

            path.Add(hash);
        }

        return receipt.Applied == receipt.Refusal is null
            && TransactionId.TryParse(receipt.Transaction, out var transaction)
            && ReceiptTree.Shows(
                header.ReceiptsRoot,
                header.Transactions,
                receipt.Index,
                ReceiptTree.Leaf(transaction, (RefusalCode?)receipt.Refusal?.Code, receipt.Refusal?.Operation ?? 0),
                path
            );
    }
}
