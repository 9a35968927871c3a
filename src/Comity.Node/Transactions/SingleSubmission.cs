using Comity.Node.Mapping;
using Comity.Node.Queries;
using Comity.Ordering.Engine;
using Google.Protobuf;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions;

/// <summary>One transaction whose body and signatures are stated apart.</summary>
internal static class SingleSubmission
{
    private const uint LongestWait = 60_000;
    private const uint UsualWait = 30_000;

    /// <summary>Sends it, and waits for its outcome as long as the caller does.</summary>
    public static async Task<Wire.TransactionOutcome> Run(
        Wire.SubmitTransactionRequest request,
        IOrderingEngine engine,
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
        var outcomes = engine.SubmitAsync([signed.ToByteArray()], request.AcceptOnly ? Wait.Accepted : Wait.Final);
        var patience = request.TimeoutMilliseconds == 0 ? UsualWait : request.TimeoutMilliseconds;
        try
        {
            return (await outcomes.WaitAsync(TimeSpan.FromMilliseconds(patience), context.CancellationToken))[0]
                .ToWire();
        }
        catch (TimeoutException)
        {
            throw new RpcException(
                new Status(
                    StatusCode.DeadlineExceeded,
                    "The outcome is not known yet: the transaction may still apply. Ask for its status, or send the same bytes again."
                )
            );
        }
    }
}
