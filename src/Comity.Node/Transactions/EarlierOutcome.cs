using Comity.Node.Errors;
using Comity.Node.Mapping;
using Comity.Node.Queries;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions;

/// <summary>What became of a transaction that is sent again: the same answer as the first time, from the ledger.</summary>
internal sealed class EarlierOutcome(LedgerReader ledger)
{
    /// <summary>The first time's outcome.</summary>
    /// <param name="id">The transaction.</param>
    /// <param name="duplicate">Why it is not ordered again, for where its outcome has just been forgotten.</param>
    /// <param name="cancellation">The caller gives up.</param>
    public Task<Wire.TransactionOutcome> Of(
        TransactionId id,
        Wire.RefusalInfo duplicate,
        CancellationToken cancellation
    ) =>
        ledger.Ask(
            (state, _) =>
            {
                var isKnown = state.View.TryGetFate(id, out var fate);
                var outcome = new Wire.TransactionOutcome { Transaction = id.ToString(), SentBefore = true };
                if (isKnown && fate.Applied)
                {
                    outcome.Kind = Wire.TransactionOutcome.Types.Kind.Applied;
                }
                else
                {
                    outcome.Kind = Wire.TransactionOutcome.Types.Kind.Refused;
                    outcome.Refusal = isKnown ? fate.ToRefusal() : duplicate;
                }

                return outcome;
            },
            cancellation
        );
}
