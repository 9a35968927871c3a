using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Submission;

/// <summary>
/// Sends transactions so that a retry can neither pay twice nor report wrongly. The same bytes go again over a broken
/// connection, to a busy node, and to one that does not know; where the node then says that it has seen them, or that their time is
/// over, it is asked what became of them.
/// </summary>
internal sealed class TransactionSubmitter(
    Wire.Transactions.TransactionsClient node,
    Wire.Settlements.SettlementsClient settlements,
    ConnectionRetry retry
)
{
    private readonly OutcomeInquiry _inquiry = new(node, settlements, retry);
    private readonly SubmissionStreaming _streaming = new(node, retry);

    /// <summary>Sends one transaction and waits until its outcome is final.</summary>
    public Task<SubmissionOutcome> SubmitAsync(Wire.SignedTransaction signed, CancellationToken cancellation) =>
        SubmitAsync(signed, mayBeOrdered: false, cancellation);

    /// <summary>Sends many as a stream. One outcome for each, in order; what a broken stream leaves open is sent again.</summary>
    public async Task<IReadOnlyList<SubmissionOutcome>> SubmitManyAsync(
        IReadOnlyList<Wire.SignedTransaction> transactions,
        CancellationToken cancellation
    )
    {
        var answered = await _streaming.SendAsync(transactions, cancellation);
        var outcomes = new SubmissionOutcome[transactions.Count];
        for (var index = 0; index < outcomes.Length; index++)
        {
            var answer = index < answered.Count ? answered[index] : null;
            var isOpen = answer is null || IsOpen(answer);
            outcomes[index] = isOpen
                ? await SubmitAsync(transactions[index], mayBeOrdered: !IsBusy(answer), cancellation)
                : await ReadAsync(answer!, transactions[index], mayBeOrdered: false, cancellation);
        }

        return outcomes;
    }

    private async Task<SubmissionOutcome> SubmitAsync(
        Wire.SignedTransaction signed,
        bool mayBeOrdered,
        CancellationToken cancellation
    )
    {
        var request = new Wire.SubmitRequest { Transactions = { signed.ToByteString() } };
        var answer = await retry
            .Pipeline<Wire.TransactionOutcome>(IsOpen, cancellation)
            .ExecuteAsync(
                async token =>
                {
                    try
                    {
                        var response = await node.SubmitAsync(
                            request,
                            deadline: retry.Deadline(),
                            cancellationToken: token
                        );
                        mayBeOrdered |= response.Outcomes[0].Kind == Wire.TransactionOutcome.Types.Kind.NotKnown;
                        return response.Outcomes[0];
                    }
                    catch (RpcException fault)
                    {
                        // A node that turns somebody away for sending too much has not taken anything.
                        mayBeOrdered |= fault.StatusCode != StatusCode.ResourceExhausted;
                        throw;
                    }
                },
                cancellation
            );
        return await ReadAsync(answer, signed, mayBeOrdered, cancellation);
    }

    // What one answer means depends on what may have happened before it.
    private async Task<SubmissionOutcome> ReadAsync(
        Wire.TransactionOutcome answer,
        Wire.SignedTransaction signed,
        bool mayBeOrdered,
        CancellationToken cancellation
    )
    {
        var id = Transaction.IdOf(signed.Body.Span);
        return answer.Kind switch
        {
            Wire.TransactionOutcome.Types.Kind.Applied => new SubmissionOutcome.Applied(id, answer.Height),
            Wire.TransactionOutcome.Types.Kind.Malformed => new SubmissionOutcome.Malformed(answer.Fault),
            Wire.TransactionOutcome.Types.Kind.Refused => await ReadRefusalAsync(
                answer,
                signed,
                mayBeOrdered,
                cancellation
            ),
            Wire.TransactionOutcome.Types.Kind.Busy when !mayBeOrdered => new SubmissionOutcome.Busy(id, answer.Fault),
            Wire.TransactionOutcome.Types.Kind.Busy or Wire.TransactionOutcome.Types.Kind.NotKnown =>
                await _inquiry.AskAsync(signed, cancellation) ?? new SubmissionOutcome.NotKnown(id, answer.Fault),
            _ => throw new InvalidDataException($"The node answered a final submission with {answer.Kind}."),
        };
    }

    private async Task<SubmissionOutcome> ReadRefusalAsync(
        Wire.TransactionOutcome answer,
        Wire.SignedTransaction signed,
        bool mayBeOrdered,
        CancellationToken cancellation
    )
    {
        var refused = new SubmissionOutcome.Refused(
            Transaction.IdOf(signed.Body.Span),
            answer.Height,
            LedgerRefusal.From(answer.Refusal)
        );
        // Only these say nothing of the transaction itself: it may have come here before, with the same bytes.
        if (refused.Refusal.Code is not (RefusalCode.DuplicateTransaction or RefusalCode.TransactionExpired))
        {
            return refused;
        }

        var found = await _inquiry.AskAsync(signed, cancellation);
        found ??= await _inquiry.AskForgottenAsync(signed, cancellation);
        var isNew = refused.Refusal.Code == RefusalCode.TransactionExpired && !mayBeOrdered;
        var isUnheard = found is SubmissionOutcome.RefusedUnheard or SubmissionOutcome.OrderedUnheard;
        return isNew && isUnheard ? refused : found;
    }

    private static bool IsBusy(Wire.TransactionOutcome? answer) =>
        answer?.Kind == Wire.TransactionOutcome.Types.Kind.Busy;

    private static bool IsOpen(Wire.TransactionOutcome answer) =>
        answer.Kind is Wire.TransactionOutcome.Types.Kind.Busy or Wire.TransactionOutcome.Types.Kind.NotKnown;
}
