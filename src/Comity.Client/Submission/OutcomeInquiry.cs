using Comity.Protocol.Cryptography;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Submission;

/// <summary>
/// Asks what became of a transaction whose answer was not heard. While its valid_until has not passed the ledger knows; after that
/// the settlements that it carried tell, and a node with a trail knows those for good.
/// </summary>
internal sealed class OutcomeInquiry(
    Wire.Transactions.TransactionsClient node,
    Wire.Settlements.SettlementsClient settlements,
    ConnectionRetry retry
)
{
    /// <summary>What became of it; null where it was not ordered, not yet, or so long ago that the ledger has forgotten it.</summary>
    public async Task<SubmissionOutcome?> AskAsync(Wire.SignedTransaction signed, CancellationToken cancellation)
    {
        var id = Transaction.IdOf(signed.Body.Span);
        var request = new Wire.GetTransactionRequest { Transaction = id.ToString() };
        var status = await retry.AskAsync(
            (deadline, token) => node.GetTransactionAsync(request, deadline: deadline, cancellationToken: token),
            cancellation
        );
        return status.State switch
        {
            Wire.TransactionStatus.Types.State.Applied => new SubmissionOutcome.Applied(id, 0),
            Wire.TransactionStatus.Types.State.Refused => new SubmissionOutcome.Refused(
                id,
                0,
                LedgerRefusal.From(status.Refusal)
            ),
            _ => null,
        };
    }

    /// <summary>What its settlements tell of one that the ledger has forgotten.</summary>
    /// <remarks>All or none: one settlement tells of the whole transaction. Its terms tell it from another with the same UETR.</remarks>
    public async Task<SubmissionOutcome> AskForgottenAsync(
        Wire.SignedTransaction signed,
        CancellationToken cancellation
    )
    {
        var id = Transaction.IdOf(signed.Body.Span);
        if (!TransactionDecoder.TryDecode(signed.Body, out var transaction, out var failure))
        {
            return new SubmissionOutcome.Malformed(failure.ToString());
        }

        if (transaction.Operations.OfType<Settle>().FirstOrDefault() is not { } settle)
        {
            return new SubmissionOutcome.OrderedUnheard(id);
        }

        var request = new Wire.GetSettlementRequest { Uetr = settle.Uetr.ToString() };
        var status = await retry.AskAsync(
            (deadline, token) => settlements.GetSettlementAsync(request, deadline: deadline, cancellationToken: token),
            cancellation
        );
        var applied =
            status.State != Wire.SettlementInfo.Types.State.Unknown
            && Hash256.TryParse(status.Terms, out var terms)
            && terms == settle.Terms;
        return applied ? new SubmissionOutcome.Applied(id, 0) : new SubmissionOutcome.RefusedUnheard(id);
    }
}
