using Comity.Node.Errors;
using Comity.Node.Mapping;
using Comity.Node.Queries;
using Comity.Ordering.Engine;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Refusals;
using Comity.Protocol.Transactions;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions;

/// <summary>
/// One transaction whose body and signatures are stated apart. What did not apply is an error here, so that nobody takes an answer
/// for a payment (docs/decisions/0016-one-refused-transaction-is-an-error.md).
/// </summary>
internal sealed class SingleSubmission(IOrderingEngine engine, EarlierOutcome earlier)
{
    private const uint LongestWait = 60_000;
    private const uint UsualWait = 30_000;

    /// <summary>Sends it, and waits for its outcome as long as the caller does.</summary>
    /// <exception cref="ApiFaultException">It did not apply, or is not known to have.</exception>
    public async Task<Wire.TransactionOutcome> Run(
        Wire.SubmitTransactionRequest request,
        Lei caller,
        ServerCallContext context
    )
    {
        if (request.TimeoutMilliseconds > LongestWait)
        {
            throw Requests.Invalid(
                "timeout_milliseconds",
                $"is {request.TimeoutMilliseconds}; 1 to {LongestWait} are allowed, 0 stands for {UsualWait}"
            );
        }

        var signed = new Wire.SignedTransaction { Body = request.Body, Signatures = { request.Signatures } };
        var submitted = engine.SubmitAsync(
            [signed.ToByteArray()],
            request.AcceptOnly ? Wait.Accepted : Wait.Final,
            caller
        );
        var patience = request.TimeoutMilliseconds == 0 ? UsualWait : request.TimeoutMilliseconds;
        var id = Transaction.IdOf(request.Body.Span);
        try
        {
            var outcomes = await submitted.WaitAsync(TimeSpan.FromMilliseconds(patience), context.CancellationToken);
            return await Read(outcomes[0], id, context.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw NotKnown(id, $"The outcome is not known yet after {patience} milliseconds.").ToException();
        }
        catch (OperationCanceledException) when (context.Deadline <= DateTime.UtcNow)
        {
            throw NotKnown(id, "The outcome is not known yet, and the call's deadline has passed.").ToException();
        }
    }

    private async Task<Wire.TransactionOutcome> Read(Outcome outcome, TransactionId id, CancellationToken cancellation)
    {
        switch (outcome)
        {
            case Outcome.Malformed malformed:
                throw new ApiFault(FaultKind.MalformedTransaction, $"{malformed.Failure}.")
                {
                    Field = malformed.Failure.Path,
                }.ToException();
            case Outcome.Busy busy:
                throw new ApiFault(FaultKind.Busy, $"{busy.Reason.TrimEnd('.')}.")
                {
                    RetryAfterSeconds = 1,
                }.ToException();
            case Outcome.NotKnown unknown:
                throw NotKnown(id, $"{unknown.Reason.TrimEnd('.')}.").ToException();
        }

        var told = outcome.ToWire();
        if (told.Refusal?.Code == (uint)RefusalCode.DuplicateTransaction)
        {
            told = await earlier.Of(id, told.Refusal, cancellation);
        }

        return told.Refusal is { } refusal
            ? throw new ApiFault(FaultKind.Refused, Sentence(refusal))
            {
                Refusal = refusal,
                Transaction = id.ToString(),
            }.ToException()
            : told;
    }

    // What it was about is told once, to whoever sent it first.
    private static string Sentence(Wire.RefusalInfo refusal)
    {
        var subject = refusal.Subject.Length == 0 ? string.Empty : $": {refusal.Subject}";
        return refusal.HasRule
            ? $"{refusal.Name}{subject} (rule {refusal.RuleOwner}/{refusal.Rule})."
            : $"{refusal.Name}{subject}.";
    }

    private static ApiFault NotKnown(TransactionId id, string detail) =>
        new(FaultKind.OutcomeNotKnown, detail) { Transaction = id.ToString() };
}
