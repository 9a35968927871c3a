using Comity.Ledger.Events;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Operations.Settlement;

/// <summary>Fulfil: shows a hash lock's preimage.</summary>
internal sealed class FulfilHandler : OperationHandler<Fulfil>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "fulfil",
            "Settlement",
            "Shows the bytes whose SHA-256 a hash lock of a waiting settlement states. The preimage is public from then on. Where this was the last thing missing, the settlement executes.",
            "Anybody with a key: knowing the preimage is the right.",
            [RefusalCode.SettlementUnknown, RefusalCode.SettlementFinished, RefusalCode.PreimageWrong]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Fulfil operation, OperationContext context)
    {
        var found = context.Lifecycle.Find(operation.Uetr, out var row);
        if (!found.IsAllowed)
        {
            return found;
        }

        var digest = Sha256.Hash(operation.Preimage.AsSpan());
        var opened = row.Opened;
        for (var index = 0; index < row.Terms.Conditions.Length; index++)
        {
            if (row.Terms.Conditions[index] is HashLock hashLock && hashLock.Digest == digest)
            {
                opened = (byte)(opened | (1 << index));
            }
        }

        if (opened == row.Opened)
        {
            return Verdict.Refused(RefusalCode.PreimageWrong, $"{digest} opens no closed lock of {operation.Uetr}");
        }

        row = row with { Opened = opened };
        context.State.Waiting.Set(operation.Uetr, row);
        context.Events.Add(new SettlementFulfilled(operation.Uetr, digest, operation.Preimage));
        context.Lifecycle.Advance(row, SettlementPath.Completed, context.Signers);
        context.Lifecycle.Stir();
        return Verdict.Allowed;
    }
}
