using Comity.Node.Errors;
using Comity.Node.Queries;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions;

/// <summary>
/// What became of a transaction that is sent again. It applies whole or not at all, so one settlement that it carries tells of all
/// of it: where that stands with these very terms, it applied.
/// </summary>
internal sealed class EarlierOutcome(LedgerReader ledger)
{
    /// <summary>The same answer as the first time, as far as the ledger can tell.</summary>
    /// <exception cref="ApiFaultException">It did not apply then; or it carries no settlement to tell by.</exception>
    public async Task<Wire.TransactionOutcome> Of(ByteString body, string id, CancellationToken cancellation)
    {
        var settle = TransactionDecoder.TryDecode(body, out var transaction, out _)
            ? transaction.Operations.OfType<Settle>().FirstOrDefault()
            : null;
        if (settle is null)
        {
            throw new ApiFault(FaultKind.AlreadyOrdered, $"Transaction {id} was ordered before.")
            {
                Transaction = id,
            }.ToException();
        }

        var applied = await ledger.Ask((state, _) => Stands(state, settle), cancellation);
        return applied
            ? new Wire.TransactionOutcome
            {
                Kind = Wire.TransactionOutcome.Types.Kind.Applied,
                Transaction = id,
                SentBefore = true,
            }
            : throw new ApiFault(
                FaultKind.AlreadyOrdered,
                $"Transaction {id} was ordered before, and was refused then: there is no settlement {settle.Uetr} with these terms."
            )
            {
                Transaction = id,
            }.ToException();
    }

    private static bool Stands(Ledger.Ledger ledger, Settle settle) =>
        ledger.View.TryGetFinished(settle.Uetr, out var finished)
            ? finished.Terms == settle.Terms
            : ledger.View.TryGetWaiting(settle.Uetr, out var waiting) && waiting.Terms.Terms == settle.Terms;
}
