using Comity.Ledger.Events;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions.Operations.Settlement;

namespace Comity.Ledger.Operations.Settlement;

/// <summary>Authorise: a debtor's, or an approving authority's, signature given later.</summary>
internal sealed class AuthoriseHandler : OperationHandler<Authorise>
{
    /// <inheritdoc/>
    public override OperationRule Rule { get; } =
        new(
            "authorise",
            "Settlement",
            "Adds signatures to a waiting settlement: a debtor's towards its authorisation, an authority's towards its approval. The terms are stated, so that what is authorised is what was read. Where this was the last thing missing, the settlement executes.",
            "A debtor's keys with pay, or an authority's keys with approve; one at a time where a threshold asks for several.",
            [
                RefusalCode.SettlementUnknown,
                RefusalCode.SettlementFinished,
                RefusalCode.TermsDiffer,
                RefusalCode.NotEntitled,
            ]
        );

    /// <inheritdoc/>
    protected override Verdict Apply(Authorise operation, OperationContext context)
    {
        var found = context.Lifecycle.Find(operation.Uetr, out var row);
        if (!found.IsAllowed)
        {
            return found;
        }

        if (row.Terms.Terms != operation.Terms)
        {
            return Verdict.Refused(RefusalCode.TermsDiffer, operation.Uetr);
        }

        var collected = context.Lifecycle.Consents.Collect(row, context.Signers);
        if (ReferenceEquals(collected, row))
        {
            return Verdict.Refused(
                RefusalCode.NotEntitled,
                $"no signer has anything to add to {operation.Uetr}: neither a debtor nor an authority that has not signed"
            );
        }

        context.State.Waiting.Set(operation.Uetr, collected);
        context.Lifecycle.Advance(collected, SettlementPath.Completed, context.Signers);
        context.Lifecycle.Stir();
        return Verdict.Allowed;
    }
}
