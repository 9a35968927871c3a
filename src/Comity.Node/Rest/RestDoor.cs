using Comity.Node.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Rest;

/// <summary>Sees to it that whatever is not gRPC ends in an answer or in a problem (RFC 9457), whoever noticed it.</summary>
internal sealed partial class RestDoor(AllowedMethods methods, ILogger logger)
{
    private const string Grpc = "application/grpc";

    /// <summary>Stands before everything else. Call it first.</summary>
    public static void Use(IApplicationBuilder application, ILogger logger)
    {
        var door = new RestDoor(
            new AllowedMethods(application.ApplicationServices.GetRequiredService<EndpointDataSource>()),
            logger
        );
        application.Use(next => context => IsRest(context.Request) ? door.InvokeAsync(context, next) : next(context));
    }

    /// <summary>Whether a request is to be answered over REST: it is no gRPC, or has a path that no gRPC call can have.</summary>
    public static bool IsRest(HttpRequest request)
    {
        var parts = (request.Path.Value ?? string.Empty).Split('/');
        return !IsGrpc(request.ContentType ?? string.Empty)
            || parts.Length != 3
            || !parts[1].Contains('.', StringComparison.Ordinal);
    }

    // application/grpc, with the message's form or parameters after it; application/grpc-web is another protocol.
    private static bool IsGrpc(string contentType) =>
        contentType.StartsWith(Grpc, StringComparison.OrdinalIgnoreCase)
        && (contentType.Length == Grpc.Length || contentType[Grpc.Length] is '+' or ';' or ' ');

    private async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound)
        {
            bound.MaxRequestBodySize = RestRequest.LargestBody;
        }

        var original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var answer = new AnswerStream(original.Stream, context.Response);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, original));
        ApiFault? fault;
        try
        {
            await next(context);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
            fault = FaultOf(context, answer.Dropped);
        }
        catch (ApiFaultException known)
        {
            fault = known.Fault;
        }
        catch (BadHttpRequestException bad)
        {
            fault = FaultOf(bad);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception unexpected)
        {
            Failed(logger, context.Request.Path, unexpected);
            fault = new ApiFault(FaultKind.Internal, "The node failed at this request.");
        }

        context.Features.Set(original);
        if (fault is not null && !context.Response.HasStarted)
        {
            await ProblemResponse.WriteAsync(context, fault);
        }
    }

    private ApiFault? FaultOf(HttpContext context, bool dropped)
    {
        var (request, response) = (context.Request, context.Response);
        if (
            response.HasStarted
            || response.StatusCode < StatusCodes.Status400BadRequest
            || response.ContentType == ProblemResponse.MediaType
        )
        {
            return null;
        }

        if (dropped && context.Features.Get<ApiFault>() is { } left)
        {
            return left;
        }

        return response.StatusCode switch
        {
            StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => NotMatched(request, response),
            StatusCodes.Status415UnsupportedMediaType => new ApiFault(
                FaultKind.UnsupportedMediaType,
                $"The body's content type is '{request.ContentType}'."
            ),
            StatusCodes.Status413PayloadTooLarge => new ApiFault(
                FaultKind.TooLarge,
                $"The body is larger than {RestRequest.LargestBody} bytes."
            ),
            StatusCodes.Status400BadRequest => new ApiFault(FaultKind.InvalidArgument, "The request cannot be read."),
            StatusCodes.Status503ServiceUnavailable => new ApiFault(FaultKind.Unavailable, "The node does not serve."),
            _ => new ApiFault(FaultKind.Internal, $"The node answered with the status {response.StatusCode}."),
        };
    }

    private ApiFault NotMatched(HttpRequest request, HttpResponse response)
    {
        var path = request.Path.ToUriComponent();
        var allowed = string.Join(", ", methods.Of(request.Path));
        if (allowed.Length == 0)
        {
            return new ApiFault(FaultKind.NoSuchPath, $"There is no call with the path {path}.");
        }

        response.Headers.Allow = allowed;
        return new ApiFault(FaultKind.MethodNotAllowed, $"{path} has no {request.Method}; it has {allowed}.");
    }

    private static ApiFault FaultOf(BadHttpRequestException bad) =>
        bad.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => new ApiFault(
                FaultKind.TooLarge,
                $"The body is larger than {RestRequest.LargestBody} bytes."
            ),
            _ => new ApiFault(FaultKind.InvalidArgument, $"The request cannot be read: {bad.Message}"),
        };

    [LoggerMessage(202, LogLevel.Error, "A REST request to {Path} failed")]
    private static partial void Failed(ILogger logger, string path, Exception fault);
}
