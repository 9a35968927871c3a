using Comity.Node.Access.Audit;
using Comity.Node.Access.Budgets;
using Comity.Node.Errors;
using Comity.Protocol.Identifiers;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Access;

/// <summary>A call that was let in, and whose it is.</summary>
/// <param name="Proof">What proved it.</param>
/// <param name="Name">The call.</param>
/// <param name="Budgets">What the caller may use.</param>
/// <param name="Audit">Where looks at what is others' are noted.</param>
internal sealed record AdmittedCall(Authentication.Proven Proof, string Name, CallBudgets Budgets, AuditTrail Audit)
{
    /// <summary>Who calls.</summary>
    public Caller Caller => Proof.Caller;

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

    /// <summary>Who submits, for the engine's turns; nobody in particular where it is the operator.</summary>
    public Lei Submitter => Caller is Caller.Participant participant ? participant.Lei : default;

    /// <summary>For calls that stay open: sees to it that what proved who calls still does.</summary>
    /// <exception cref="ApiFaultException">UNAUTHENTICATED: the key was rotated out, or the certificate revoked.</exception>
    public void EnsureStillProven()
    {
        if (!Proof.StillHolds())
        {
            throw new ApiFault(
                FaultKind.Unauthenticated,
                "What proved who calls no longer does: its key or certificate counts no more."
            ).ToException();
        }
    }

    /// <summary>Waits until so many transactions are within the caller's budget, and takes them off it.</summary>
    public ValueTask WaitToSpendAsync(int transactions, CancellationToken cancellation) =>
        Budgets.WaitForTransactionsAsync(Caller, transactions, cancellation);

    /// <summary>Takes a submission's transactions off the caller's budget.</summary>
    /// <exception cref="ApiFaultException">RESOURCE_EXHAUSTED, with when to come again.</exception>
    public void Spend(ServerCallContext context, int transactions)
    {
        var answer = Budgets.TryTransactions(Caller, transactions);
        if (!answer.IsWithin)
        {
            var fault = answer.ToFault();
            context.GetHttpContext().Response.Headers.RetryAfter = $"{fault.RetryAfterSeconds}";
            throw fault.ToException();
        }
    }
}
