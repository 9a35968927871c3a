using Comity.Node.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Comity.Node.Rest;

/// <summary>
/// Checks a REST request against the contract before it is turned into a message, so that what is wrong is named: the place in the
/// JSON, the field, what is allowed. Nothing is ignored: a field that the contract does not have is an error, not a surprise.
/// </summary>
internal static class RestRequest
{
    /// <summary>Most bytes of a body.</summary>
    public const int LargestBody = Hosting.NodeHost.LargestRequest;

    /// <summary>Stands between routing and the calls.</summary>
    public static void Use(IApplicationBuilder application) =>
        application.Use(next =>
            context =>
                context.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is { } call
                    ? InvokeAsync(context, call, next)
                    : next(context)
        );

    private static async Task InvokeAsync(HttpContext context, GrpcJsonTranscodingMetadata call, RequestDelegate next)
    {
        var message = call.MethodDescriptor.InputType;
        var fault = QueryShape.Check(context.Request, message, call.HttpRule);
        if (fault is null && call.HttpRule.Body.Length > 0)
        {
            fault = CheckMediaType(context.Request);
            if (fault is null)
            {
                var body = await ReadAsync(context);
                fault = JsonShape.Check(body, message);
                context.Request.Body = new MemoryStream(body, writable: false);
                context.Request.ContentLength = body.Length;
            }
        }

        await (fault is null ? next(context) : throw fault.ToException());
    }

    private static ApiFault? CheckMediaType(HttpRequest request)
    {
        var stated = request.ContentType;
        var known =
            MediaTypeHeaderValue.TryParse(stated, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));
        return known
            ? null
            : new ApiFault(
                FaultKind.UnsupportedMediaType,
                string.IsNullOrEmpty(stated)
                    ? "The request does not say what its body is."
                    : $"The body's content type is '{stated}'."
            );
    }

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        var size = context.Request.ContentLength;
        if (size > LargestBody)
        {
            throw new ApiFault(
                FaultKind.TooLarge,
                $"The body has {size} bytes; at most {LargestBody} are taken."
            ).ToException();
        }

        using var body = new MemoryStream((int)(size ?? 0));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.ToArray();
    }
}
