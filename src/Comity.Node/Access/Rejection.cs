using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Comity.Node.Access;

/// <summary>
/// Answers a request that is not let in, in the caller's protocol: over gRPC with a status (trailers only), over REST with problem
/// details (RFC 9457).
/// </summary>
internal static class Rejection
{
    private const string Grpc = "application/grpc";

    /// <summary>Answers.</summary>
    public static async Task WriteAsync(
        HttpContext context,
        StatusCode status,
        string detail,
        int retryAfterSeconds = 0
    )
    {
        var response = context.Response;
        if (retryAfterSeconds > 0)
        {
            response.Headers.RetryAfter = $"{retryAfterSeconds}";
        }

        if (context.Request.ContentType?.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase) == true)
        {
            response.ContentType = Grpc;
            response.Headers["grpc-status"] = $"{(int)status}";
            response.Headers["grpc-message"] = Uri.EscapeDataString(detail);
            await response.CompleteAsync();
            return;
        }

        response.StatusCode = HttpStatusOf(status);
        if (status == StatusCode.Unauthenticated)
        {
            // RFC 9110, section 11.6.1, and RFC 6750, section 3.
            response.Headers.WWWAuthenticate = "Bearer";
        }

        await response.WriteAsJsonAsync(
            new
            {
                type = "about:blank",
                title = status.ToString(),
                status = response.StatusCode,
                detail,
            },
            options: null,
            contentType: "application/problem+json"
        );
    }

    /// <summary>What a request that was served came to: a gRPC status, or an HTTP one.</summary>
    public static string OutcomeOf(HttpContext context)
    {
        var response = context.Response;
        var trailer = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers["grpc-status"].ToString();
        var status = string.IsNullOrEmpty(trailer) ? response.Headers["grpc-status"].ToString() : trailer;
        return int.TryParse(status, out var number) ? ((StatusCode)number).ToString() : $"HTTP {response.StatusCode}";
    }

    private static int HttpStatusOf(StatusCode status) =>
        status switch
        {
            StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
            StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
            StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
            StatusCode.NotFound => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status500InternalServerError,
        };
}
