using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Errors;

/// <summary>
/// Every call's failure takes the API's form here and nowhere else, and is left where REST finds it. What is nobody's fault but the
/// node's is logged, and says nothing of the inside to the outside.
/// </summary>
internal sealed partial class FaultInterceptor(ILogger<FaultInterceptor> logger) : Interceptor
{
    /// <inheritdoc/>
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    ) => Guard(() => continuation(request, context), context);

    /// <inheritdoc/>
    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    ) => Guard(() => Then(continuation(request, responseStream, context)), context);

    /// <inheritdoc/>
    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    ) => Guard(() => Then(continuation(requestStream, responseStream, context)), context);

    private static async Task<bool> Then(Task done)
    {
        await done;
        return true;
    }

    private async Task<T> Guard<T>(Func<Task<T>> call, ServerCallContext context)
    {
        ApiFault fault;
        try
        {
            return await call();
        }
        catch (ApiFaultException known)
        {
            fault = known.Fault;
        }
        catch (RpcException other)
        {
            // A status that names no kind of fault of its own: another part's, or gRPC's.
            context.GetHttpContext().Features.Set(new ApiFault(KindOf(other.StatusCode), other.Status.Detail));
            throw;
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            fault =
                context.Deadline <= DateTime.UtcNow
                    ? new ApiFault(FaultKind.OutcomeNotKnown, "The call's deadline has passed.")
                    : new ApiFault(FaultKind.Cancelled, "The caller gave up.");
        }
        catch (IOException) when (context.CancellationToken.IsCancellationRequested)
        {
            fault = new ApiFault(FaultKind.Cancelled, "The caller is gone.");
        }
        catch (Exception unexpected)
        {
            Failed(logger, context.Method, unexpected);
            fault = new ApiFault(FaultKind.Internal, "The node failed at this request.");
        }

        context.GetHttpContext().Features.Set(fault);
        throw fault.ToException();
    }

    private static FaultKind KindOf(StatusCode status) =>
        FaultKind.All.FirstOrDefault(kind => kind.Status == status) ?? FaultKind.Internal;

    [LoggerMessage(201, LogLevel.Error, "{Method} failed")]
    private static partial void Failed(ILogger logger, string method, Exception fault);
}
