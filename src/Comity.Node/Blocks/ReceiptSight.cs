using Comity.Node.Access.Visibility;
using Comity.Node.ReadModel.Queries;
using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Blocks;

/// <summary>
/// Leaves of blocks' receipts what one participant may see: those of transactions that it signed, or that somebody signed whom it
/// oversees. Headers are everybody's.
/// </summary>
internal sealed class ReceiptSight(Sight sight)
{
    private int _overseen;

    /// <summary>What was shown because the viewer oversees, since this was last asked.</summary>
    public int TakeOverseen() => Interlocked.Exchange(ref _overseen, 0);

    /// <summary>A block as the viewer sees it.</summary>
    public Wire.BlockInfo Of(KeptBlock block)
    {
        var info = new Wire.BlockInfo { Header = ToWire(block) };
        ReceiptTree? tree = null;
        for (var index = 0; index < block.Receipts.Count; index++)
        {
            var receipt = block.Receipts[index];
            var relation = receipt.Signers.Select(one => sight.To(block.Names[one])).DefaultIfEmpty().Max();
            if (relation == Relation.None)
            {
                continue;
            }

            _overseen += relation == Relation.Own ? 0 : 1;
            tree ??= new ReceiptTree([.. block.Receipts.Select(LeafOf)]);
            info.Receipts.Add(
                new Wire.Receipt
                {
                    Index = (uint)index,
                    Transaction = IdOf(receipt).ToString(),
                    Applied = receipt.Refusal is null,
                    Refusal = receipt.Refusal,
                    Signers = { receipt.Signers.Select(one => block.Names[one].ToString()) },
                    Path = { tree.PathOf(index).Select(static hash => hash.ToString()) },
                }
            );
        }

        return info;
    }

    private static TransactionId IdOf(Wire.KeptReceipt receipt) => new(receipt.Transaction.Span);

    private static Hash256 LeafOf(Wire.KeptReceipt receipt) =>
        ReceiptTree.Leaf(IdOf(receipt), (RefusalCode?)receipt.Refusal?.Code, receipt.Refusal?.Operation ?? 0);

    private static Wire.BlockHeader ToWire(KeptBlock block) =>
        new()
        {
            Height = block.Header.Height,
            Time = block.Header.Time.Milliseconds,
            Previous = block.Header.Previous.ToString(),
            StateRoot = block.Header.StateRoot.ToString(),
            Transactions = block.Header.Transactions,
            ReceiptsRoot = block.Header.ReceiptsRoot.ToString(),
            Hash = block.Hash.ToString(),
        };
}
