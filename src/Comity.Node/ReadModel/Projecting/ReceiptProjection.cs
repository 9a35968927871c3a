using System.Collections.Immutable;
using Comity.Ledger.Blocks;
using Comity.Ledger.Events;
using Comity.Node.Mapping;
using Comity.Ordering.Engine;
using Comity.Protocol.Blocks;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Keys;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.ReadModel.Projecting;

/// <summary>What a block's header adds to its row.</summary>
/// <param name="ReceiptsRoot">The root over its receipts.</param>
/// <param name="Header">The header's hash; absent where the one before is not known.</param>
internal readonly record struct BlockSeal(Hash256 ReceiptsRoot, Hash256? Header);

/// <summary>Blocks' receipts, whose they are, and the chain of headers over them.</summary>
internal sealed class ReceiptProjection(ProjectionState state, ProjectedRows rows)
{
    /// <summary>Projects a block whose events are projected.</summary>
    /// <exception cref="InvalidOperationException">It does not say who signed its transactions: a bug.</exception>
    public BlockSeal Apply(CommittedBlock block)
    {
        var result = block.Result;
        if (block.Signers.Count != result.Receipts.Count)
        {
            throw new InvalidOperationException(
                $"Block {result.Height} has {result.Receipts.Count} receipts and {block.Signers.Count} lists of signers."
            );
        }

        // Before the receipts: a participant that is admitted, or gets a key, may have signed in the same block.
        foreach (var happened in result.Events)
        {
            LearnKeys(happened);
        }

        var root = new ReceiptTree([.. result.Receipts.Select(static one => LeafOf(one))]).Root;
        if (state.LastHeader is not { } previous)
        {
            return new BlockSeal(root, null);
        }

        Keep(block);
        var header = new BlockHeader
        {
            Height = result.Height,
            Time = result.Time,
            Previous = previous,
            StateRoot = block.Root,
            Transactions = (uint)result.Receipts.Count,
            ReceiptsRoot = root,
        };
        state.LastHeader = header.Hash();
        return new BlockSeal(root, state.LastHeader);
    }

    private static Hash256 LeafOf(in Receipt receipt) =>
        ReceiptTree.Leaf(receipt.Transaction, receipt.Refusal?.Code, receipt.Operation);

    private void Keep(CommittedBlock block)
    {
        if (block.Result.Receipts.Count == 0)
        {
            return;
        }

        var kept = new Wire.KeptReceipts();
        for (var index = 0; index < block.Result.Receipts.Count; index++)
        {
            var receipt = block.Result.Receipts[index];
            var one = new Wire.KeptReceipt
            {
                Transaction = UnsafeByteOperations.UnsafeWrap(receipt.Transaction.ToArray()),
            };
            if (receipt.Refusal is { } refusal)
            {
                one.Refusal = OutcomeMapping.ToWire(refusal, receipt.Operation);
            }

            AddSigners(one, block.Signers[index]);
            kept.Receipts.Add(one);
        }

        rows.Receipts.Add(new ReceiptsRow((long)block.Result.Height, kept.ToByteArray()));
    }

    private void AddSigners(Wire.KeptReceipt receipt, ImmutableArray<PublicKey> keys)
    {
        foreach (var key in keys)
        {
            if (state.Keys.TryGetValue(key, out var signer) && !receipt.Signers.Contains((uint)signer))
            {
                receipt.Signers.Add((uint)signer);
            }
        }
    }

    private void LearnKeys(LedgerEvent happened)
    {
        var terms = happened switch
        {
            ParticipantAdmitted admitted => admitted.Participant,
            ParticipantUpdated updated => updated.Participant,
            KeysRotated rotated => rotated.Participant,
            _ => null,
        };
        foreach (var key in terms?.Keys.Keys ?? [])
        {
            var id = state.Participants[terms!.Lei];
            state.Keys[key.PublicKey] = id;
            rows.Keys[key.PublicKey] = new ParticipantKeyRow(key.PublicKey, id);
        }
    }
}
