using System.Net;
using Comity.Node.Access.Audit;
using Comity.Node.Access.Budgets;
using Comity.Node.Access.Certificates;
using Comity.Node.Access.Tokens;
using Comity.Node.Errors;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Comity.Node.Access;

/// <summary>
/// The one door: every request of every protocol passes here before any of its body is read. It asks who calls, whether the
/// contract lets them, and whether they are within their budget; it notes what became of the call.
/// </summary>
internal sealed class Admission(
    CallRules rules,
    TokenVerification tokens,
    ClientCertificates? certificates,
    CallBudgets budgets,
    AuditTrail audit,
    TimeProvider time
)
{
    /// <summary>Most bytes of a request that carries no transactions.</summary>
    public const long LargestQuery = 1 << 20;

    private const string Bearer = "Bearer ";

    /// <summary>Admits a request, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        switch (rules.Of(context.GetEndpoint()))
        {
            case CallAccess.Open:
                await next(context);
                return;
            case CallAccess.OperatorsListener:
                await (
                    context.Connection.LocalPort == OperatorsPort
                        ? next(context)
                        : Rejection.WriteAsync(context, new ApiFault(FaultKind.NoSuchPath, "There is nothing here."))
                );
                return;
            case var access:
                await AdmitAsync(context, access, next);
                return;
        }
    }

    /// <summary>The port of the operator's own listener; 0 for none.</summary>
    public int OperatorsPort { get; init; }

    private async Task AdmitAsync(HttpContext context, CallAccess access, RequestDelegate next)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        var known = TokenOf(context) is { } token ? tokens.Find(token) : null;
        if (known is not null)
        {
            await ServeAsync(context, access, known, address, next);
            return;
        }

        // Whoever is known already is served whatever others do from the same address.
        if (!budgets.MayTry(address))
        {
            var tried = new ApiFault(
                FaultKind.RateLimited,
                "Too many calls from this address did not prove who calls; come again later."
            );
            await Rejection.WriteAsync(context, tried with { RetryAfterSeconds = 1 });
            return;
        }

        switch (await AuthenticateAsync(context))
        {
            case Authentication.Failed failed:
                budgets.NoteFailure(address);
                audit.Refused(CallRules.NameOf(context), failed.Fault, address.ToString());
                await Rejection.WriteAsync(context, new ApiFault(FaultKind.Unauthenticated, failed.Fault));
                return;
            case Authentication.Proven proven:
                await ServeAsync(context, access, proven, address, next);
                return;
        }
    }

    private async ValueTask<Authentication> AuthenticateAsync(HttpContext context)
    {
        if (TokenOf(context) is { } token)
        {
            return await tokens.VerifyAsync(token);
        }

        if (
            context.Request.Headers.Authorization.Count == 0
            && certificates is not null
            && context.Connection.ClientCertificate is { } certificate
        )
        {
            return certificates.Verify(certificate);
        }

        return new Authentication.Failed(
            certificates is null
                ? "Say who calls: a token in the field Authorization, as 'Bearer TOKEN' (docs/access.md)."
                : "Say who calls: a token in the field Authorization, as 'Bearer TOKEN', or a client certificate (docs/access.md)."
        );
    }

    private static string? TokenOf(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header]
        && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? header[Bearer.Length..].Trim()
            : null;

    private async Task ServeAsync(
        HttpContext context,
        CallAccess access,
        Authentication.Proven proven,
        IPAddress address,
        RequestDelegate next
    )
    {
        var caller = proven.Caller;
        var (begun, name) = (time.GetTimestamp(), CallRules.NameOf(context));
        var outcome = StatusCode.OK.ToString();
        try
        {
            if (FaultOf(access, caller) is { } fault)
            {
                outcome = StatusCode.PermissionDenied.ToString();
                await Rejection.WriteAsync(context, new ApiFault(FaultKind.PermissionDenied, fault));
                return;
            }

            var isSubmission = SubmissionCall.Is(context);
            var answer = budgets.TryEnter(caller, isSubmission, out var place);
            using (place)
            {
                answer = answer.IsWithin && !isSubmission ? budgets.TryQuery(caller) : answer;
                if (!answer.IsWithin)
                {
                    outcome = StatusCode.ResourceExhausted.ToString();
                    await Rejection.WriteAsync(context, answer.ToFault());
                    return;
                }

                BoundBody(context, isSubmission);
                context.Features.Set(new AdmittedCall(proven, name, budgets, audit));
                await next(context);
                outcome = Rejection.OutcomeOf(context);
            }
        }
        catch (Exception fault)
        {
            outcome = Rejection.OutcomeOf(fault);
            throw;
        }
        finally
        {
            audit.Called(caller, name, outcome, time.GetElapsedTime(begun), address.ToString());
        }
    }

    private static string? FaultOf(CallAccess access, Caller caller) =>
        (access, caller) switch
        {
            (CallAccess.Own, Caller.Operator) =>
                "This call shows a participant what is its own; the operator has nothing here.",
            (CallAccess.Operator, Caller.Participant) => "This call is the operator's of this node.",
            _ => null,
        };

    // A stream's bytes are bounded by message and by flow control, not in all.
    private static void BoundBody(HttpContext context, bool isSubmission)
    {
        if (!isSubmission && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = LargestQuery;
        }
    }
}
