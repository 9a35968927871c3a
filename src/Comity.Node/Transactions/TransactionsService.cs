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
    ) => new SingleSubmission(engine, new EarlierOutcome(ledger)).Run(request, context);

    /// <inheritdoc/>
    public override async Task<Wire.SubmitResponse> Submit(Wire.SubmitRequest request, ServerCallContext context) =>
        (await Start(request)).ToWire();

    /// <inheritdoc/>
    public override Task SubmitStream(
        IAsyncStreamReader<Wire.SubmitRequest> requestStream,
        IServerStreamWriter<Wire.SubmitResponse> responseStream,
        ServerCallContext context
    ) => SubmissionStream.Run(requestStream, responseStream, Start, context.CancellationToken);

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
                    status.Refusal = OutcomeMapping.ToWire(new Refusal(fate.Refusal, string.Empty), fate.Operation);
                }

                return status;
            },
            context.CancellationToken
        );
    }

    private Task<IReadOnlyList<Outcome>> Start(Wire.SubmitRequest request)
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

        return engine.SubmitAsync(transactions, request.AcceptOnly ? Wait.Accepted : Wait.Final);
    }
}
