using Comity.Node.Access.Audit;
using Comity.Node.Access.Budgets;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Access;

/// <summary>A call that was let in, and whose it is.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Name">The call.</param>
/// <param name="Budgets">What the caller may use.</param>
/// <param name="Audit">Where looks at what is others' are noted.</param>
internal sealed record AdmittedCall(Caller Caller, string Name, CallBudgets Budgets, AuditTrail Audit)
{
    /// <summary>The participant that calls. Only for calls that the contract gives to participants alone.</summary>
    public Lei Participant =>
        Caller is Caller.Participant participant
            ? participant.Lei
            : throw new InvalidOperationException(
                $"{Name} is no participant's call, and asks which participant calls."
            );

    /// <summary>The call that a service serves.</summary>
    /// <exception cref="InvalidOperationException">It did not pass the door: a bug.</exception>
    public static AdmittedCall Of(ServerCallContext context) =>
        context.GetHttpContext().Features.Get<AdmittedCall>()
        ?? throw new InvalidOperationException($"{context.Method} was reached without being admitted.");

    /// <summary>Takes a submission's transactions off the caller's budget.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED, with when to come again.</exception>
    public void Spend(ServerCallContext context, int transactions)
    {
        var answer = Budgets.TryTransactions(Caller, transactions);
        if (!answer.IsWithin)
        {
            // Over gRPC the same field is among the metadata.
            context.GetHttpContext().Response.Headers.RetryAfter = $"{answer.RetrySeconds}";
            throw new RpcException(
                new Status(StatusCode.ResourceExhausted, answer.Fault),
                new Metadata { { "retry-after", $"{answer.RetrySeconds}" } }
            );
        }
    }
}
