using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Client.Submission;

/// <summary>Sends many transactions over one stream, and gathers what is answered until it ends or breaks.</summary>
internal sealed class SubmissionStreaming(Wire.Transactions.TransactionsClient node, ConnectionRetry retry)
{
    private const int SentTogether = 100;

    /// <summary>The answers heard, in order: fewer than were sent where the stream broke.</summary>
    public async Task<IReadOnlyList<Wire.TransactionOutcome>> SendAsync(
        IReadOnlyList<Wire.SignedTransaction> transactions,
        CancellationToken cancellation
    )
    {
        var answered = new List<Wire.TransactionOutcome>(transactions.Count);
        using var silent = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            using var call = node.SubmitStream(cancellationToken: silent.Token);
            var reading = ReadAllAsync(call.ResponseStream, answered, silent);
            try
            {
                await WriteAllAsync(call.RequestStream, transactions, silent.Token);
            }
            finally
            {
                await reading;
            }
        }
        catch (Exception fault) when (IsBroken(fault) && !cancellation.IsCancellationRequested)
        {
            // What is not answered is sent one by one.
        }

        return answered;
    }

    private static async Task WriteAllAsync(
        IClientStreamWriter<Wire.SubmitRequest> requests,
        IReadOnlyList<Wire.SignedTransaction> transactions,
        CancellationToken cancellation
    )
    {
        foreach (var together in transactions.Chunk(SentTogether))
        {
            var request = new Wire.SubmitRequest
            {
                Transactions = { together.Select(static signed => signed.ToByteString()) },
            };
            await requests.WriteAsync(request, cancellation);
        }

        await requests.CompleteAsync();
    }

    private async Task ReadAllAsync(
        IAsyncStreamReader<Wire.SubmitResponse> responses,
        List<Wire.TransactionOutcome> answered,
        CancellationTokenSource silent
    )
    {
        // A connection that says nothing for as long as an attempt may take is given up.
        silent.CancelAfter(retry.AttemptTimeout);
        await foreach (var response in responses.ReadAllAsync(silent.Token))
        {
            answered.AddRange(response.Outcomes);
            silent.CancelAfter(retry.AttemptTimeout);
        }
    }

    // A stream that ended refuses further messages in words of its own.
    private static bool IsBroken(Exception fault) =>
        fault is OperationCanceledException or InvalidOperationException or IOException
        || (
            fault is RpcException call
            && (ConnectionRetry.IsBroken(call) || call.StatusCode == StatusCode.ResourceExhausted)
        );
}
