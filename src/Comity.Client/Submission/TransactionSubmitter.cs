using Comity.Protocol.Cryptography;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions;
using Comity.Protocol.Transactions.Operations.Settlement;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Submission;

/// <summary>
/// Sends transactions so that a retry can neither pay twice nor report wrongly. The same bytes go again over a broken
/// connection; where the node then says that it has seen them, or that their time is over, the settlements they carry say what
/// became of them. The ledger remembers those for longer than any transaction is valid.
/// </summary>
internal sealed class TransactionSubmitter(
    Wire.Transactions.TransactionsClient node,
    Wire.Settlements.SettlementsClient settlements,
    ConnectionRetry retry
)
{
    private const int StreamedTogether = 100;

    /// <summary>Sends one transaction and waits until its outcome is final.</summary>
    public Task<SubmissionOutcome> SubmitAsync(Wire.SignedTransaction signed, CancellationToken cancellation) =>
        SubmitAsync(signed, sentBefore: false, cancellation);

    /// <summary>Sends many as a stream. One outcome for each, in order; what a broken stream leaves open is sent again.</summary>
    public async Task<IReadOnlyList<SubmissionOutcome>> SubmitManyAsync(
        IReadOnlyList<Wire.SignedTransaction> transactions,
        CancellationToken cancellation
    )
    {
        var answered = new List<Wire.TransactionOutcome>(transactions.Count);
        try
        {
            await StreamAsync(transactions, answered, cancellation);
        }
        catch (RpcException fault) when (ConnectionRetry.IsBroken(fault) && !cancellation.IsCancellationRequested)
        {
            // What is not answered is sent one by one below.
        }

        var outcomes = new SubmissionOutcome[transactions.Count];
        for (var index = 0; index < outcomes.Length; index++)
        {
            var heard = index < answered.Count && answered[index].Kind != Wire.TransactionOutcome.Types.Kind.Busy;
            outcomes[index] = heard
                ? Read(answered[index], transactions[index])
                : await SubmitAsync(transactions[index], sentBefore: index >= answered.Count, cancellation);
        }

        return outcomes;
    }

    private async Task<SubmissionOutcome> SubmitAsync(
        Wire.SignedTransaction signed,
        bool sentBefore,
        CancellationToken cancellation
    )
    {
        var request = new Wire.SubmitRequest { Transactions = { signed.ToByteString() } };
        var outcome = await retry
            .Pipeline<Wire.TransactionOutcome>(
                static result => result.Kind == Wire.TransactionOutcome.Types.Kind.Busy,
                cancellation
            )
            .ExecuteAsync(
                async token =>
                {
                    try
                    {
                        return (await node.SubmitAsync(request, cancellationToken: token)).Outcomes[0];
                    }
                    catch (RpcException)
                    {
                        sentBefore = true;
                        throw;
                    }
                },
                cancellation
            );
        return sentBefore && MayHaveApplied(outcome) ? await ResolveAsync(signed, cancellation) : Read(outcome, signed);
    }

    private async Task StreamAsync(
        IReadOnlyList<Wire.SignedTransaction> transactions,
        List<Wire.TransactionOutcome> answered,
        CancellationToken cancellation
    )
    {
        using var call = node.SubmitStream(cancellationToken: cancellation);
        var reading = ReadAllAsync(call.ResponseStream, answered, cancellation);
        try
        {
            foreach (var together in transactions.Chunk(StreamedTogether))
            {
                var request = new Wire.SubmitRequest
                {
                    Transactions = { together.Select(static signed => signed.ToByteString()) },
                };
                await call.RequestStream.WriteAsync(request, cancellation);
            }

            await call.RequestStream.CompleteAsync();
        }
        finally
        {
            await reading;
        }
    }

    private static async Task ReadAllAsync(
        IAsyncStreamReader<Wire.SubmitResponse> responses,
        List<Wire.TransactionOutcome> answered,
        CancellationToken cancellation
    )
    {
        await foreach (var response in responses.ReadAllAsync(cancellation))
        {
            answered.AddRange(response.Outcomes);
        }
    }

    // It was sent before, and no answer was heard: the node knows it, or its time has run out meanwhile.
    private static bool MayHaveApplied(Wire.TransactionOutcome outcome) =>
        (RefusalCode)(outcome.Refusal?.Code ?? 0) is RefusalCode.DuplicateTransaction or RefusalCode.TransactionExpired;

    // All or none: one settlement tells of the whole transaction. Its terms tell it from another with the same UETR.
    private async Task<SubmissionOutcome> ResolveAsync(Wire.SignedTransaction signed, CancellationToken cancellation)
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

        var status = await retry
            .Pipeline<Wire.SettlementInfo>(static _ => false, cancellation)
            .ExecuteAsync(
                async token =>
                    await settlements.GetSettlementAsync(
                        new Wire.GetSettlementRequest { Uetr = settle.Uetr.ToString() },
                        cancellationToken: token
                    ),
                cancellation
            );
        var applied =
            status.State != Wire.SettlementInfo.Types.State.Unknown
            && Hash256.TryParse(status.Terms, out var terms)
            && terms == settle.Terms;
        return applied ? new SubmissionOutcome.Applied(id, 0) : new SubmissionOutcome.RefusedUnheard(id);
    }

    private static SubmissionOutcome Read(Wire.TransactionOutcome outcome, Wire.SignedTransaction signed)
    {
        var id = Transaction.IdOf(signed.Body.Span);
        return outcome.Kind switch
        {
            Wire.TransactionOutcome.Types.Kind.Applied => new SubmissionOutcome.Applied(id, outcome.Height),
            Wire.TransactionOutcome.Types.Kind.Refused => new SubmissionOutcome.Refused(
                id,
                outcome.Height,
                LedgerRefusal.From(outcome.Refusal)
            ),
            Wire.TransactionOutcome.Types.Kind.Busy => new SubmissionOutcome.Busy(id, outcome.Fault),
            Wire.TransactionOutcome.Types.Kind.Malformed => new SubmissionOutcome.Malformed(outcome.Fault),
            _ => throw new InvalidDataException($"The node answered a final submission with {outcome.Kind}."),
        };
    }
}
