using Comity.Node.Access;
using Comity.Node.Mapping;
using Comity.Node.Queries;
using Comity.Node.Transactions.Preparing;
using Comity.Ordering.Engine;
using Comity.Protocol.Refusals;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions;

/// <summary>proto/comity/v1/transactions.proto.</summary>
internal sealed class TransactionsService(LedgerReader ledger, IOrderingEngine engine, Preparation preparation)
    : Wire.Transactions.TransactionsBase
{
    /// <summary>Most transactions of one submission.</summary>
    public const int MostTransactions = 10_000;

    /// <inheritdoc/>
    public override Task<Wire.PreparedTransaction> Prepare(Wire.PrepareRequest request, ServerCallContext context) =>
        Task.FromResult(preparation.Run(request));

    /// <inheritdoc/>
    public override Task<Wire.TransactionOutcome> SubmitTransaction(
        Wire.SubmitTransactionRequest request,
        ServerCallContext context
    )
    {
        var call = AdmittedCall.Of(context);
        call.Spend(context, 1);
        return new SingleSubmission(engine, new EarlierOutcome(ledger)).Run(request, call.Submitter, context);
    }

    /// <inheritdoc/>
    public override async Task<Wire.SubmitResponse> Submit(Wire.SubmitRequest request, ServerCallContext context)
    {
        var call = AdmittedCall.Of(context);
        var transactions = Read(request);
        call.Spend(context, transactions.Length);
        return (await engine.SubmitAsync(transactions, WaitOf(request), call.Submitter)).ToWire();
    }

    /// <inheritdoc/>
    public override Task SubmitStream(
        IAsyncStreamReader<Wire.SubmitRequest> requestStream,
        IServerStreamWriter<Wire.SubmitResponse> responseStream,
        ServerCallContext context
    )
    {
        var call = AdmittedCall.Of(context);
        return SubmissionStream.Run(requestStream, responseStream, StartAsync, context.CancellationToken);

        // Within the budget first, so that what one caller streams stays in order; the sender is held back meanwhile.
        async ValueTask<Task<IReadOnlyList<Outcome>>> StartAsync(Wire.SubmitRequest request)
        {
            call.EnsureStillProven();
            var transactions = Read(request);
            await call.WaitToSpendAsync(transactions.Length, context.CancellationToken);
            return engine.SubmitAsync(transactions, WaitOf(request), call.Submitter);
        }
    }

    /// <inheritdoc/>
    public override Task<Wire.TransactionStatus> GetTransaction(
        Wire.GetTransactionRequest request,
        ServerCallContext context
    )
    {
        var id = Requests.Transaction(request.Transaction, "transaction");
        return ledger.Ask(
            (state, tip) =>
            {
                var isKnown = state.View.TryGetFate(id, out var fate);
                var status = new Wire.TransactionStatus
                {
                    Transaction = id.ToString(),
                    Height = tip.Height,
                    State =
                        !isKnown ? Wire.TransactionStatus.Types.State.NotSeen
                        : fate.Applied ? Wire.TransactionStatus.Types.State.Applied
                        : Wire.TransactionStatus.Types.State.Refused,
                };
                if (isKnown && !fate.Applied)
                {
                    status.Refusal = fate.ToRefusal();
                }

                return status;
            },
            context.CancellationToken
        );
    }

    private static Wait WaitOf(Wire.SubmitRequest request) => request.AcceptOnly ? Wait.Accepted : Wait.Final;

    private static ReadOnlyMemory<byte>[] Read(Wire.SubmitRequest request)
    {
        var count = request.Transactions.Count;
        if (count is 0 or > MostTransactions)
        {
            throw Requests.Invalid("transactions", $"has {count} elements; 1 to {MostTransactions} are allowed");
        }

        var transactions = new ReadOnlyMemory<byte>[count];
        for (var index = 0; index < count; index++)
        {
            transactions[index] = request.Transactions[index].Memory;
        }

        return transactions;
    }
}
