using Comity.Node.Errors;
using Comity.Node.Rest;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Comity.Node.Access;

/// <summary>Answers a request that is not let in, in the caller's protocol, and tells what became of one that was.</summary>
internal static class Rejection
{
    /// <summary>Answers: over gRPC with a status (trailers only), over REST with a problem.</summary>
    /// <exception cref="ApiFaultException">Over REST, whose door makes the problem of it.</exception>
    public static async Task WriteAsync(HttpContext context, ApiFault fault)
    {
        var response = context.Response;
        if (RestDoor.IsRest(context.Request))
        {
            if (fault.Kind == FaultKind.Unauthenticated)
            {
                // RFC 9110, section 11.6.1, and RFC 6750, section 3.
                response.Headers.WWWAuthenticate = "Bearer";
            }

            throw fault.ToException();
        }

        var status = fault.ToStatus();
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = $"{(int)status.StatusCode}";
        response.Headers["grpc-message"] = Uri.EscapeDataString(status.Detail);
        foreach (var entry in fault.ToTrailers())
        {
            response.Headers[entry.Key] = entry.IsBinary
                ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=')
                : entry.Value;
        }

        await response.CompleteAsync();
    }

    /// <summary>What a request came to that ended in an exception.</summary>
    public static string OutcomeOf(Exception fault) =>
        fault switch
        {
            ApiFaultException known => known.Fault.Kind.Status.ToString(),
            OperationCanceledException => StatusCode.Cancelled.ToString(),
            _ => fault.GetType().Name,
        };

    /// <summary>What a request that was served came to: a gRPC status, or an HTTP one.</summary>
    public static string OutcomeOf(HttpContext context)
    {
        if (context.Features.Get<ApiFault>() is { } fault)
        {
            return fault.Kind.Status.ToString();
        }

        var response = context.Response;
        var trailer = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers["grpc-status"].ToString();
        var status = string.IsNullOrEmpty(trailer) ? response.Headers["grpc-status"].ToString() : trailer;
        return int.TryParse(status, out var number) ? ((StatusCode)number).ToString() : $"HTTP {response.StatusCode}";
    }
}
