using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Operating;

/// <summary>
/// Ends streams of requests when the node stops: nothing more is read, what was read is answered, and the caller is then told with
/// UNAVAILABLE that the rest was never taken. Without it a sender that never pauses would be cut off in the middle.
/// </summary>
internal sealed class StoppingStreams(IHostApplicationLifetime lifetime) : Interceptor
{
    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation
    )
    {
        var reader = new Reader<TRequest>(requestStream, lifetime.ApplicationStopping);
        await continuation(reader, responseStream, context);
        if (reader.WasStopped)
        {
            throw new RpcException(
                new Status(StatusCode.Unavailable, "The node is stopping; what is not answered here was not taken.")
            );
        }
    }

    private sealed class Reader<T>(IAsyncStreamReader<T> inner, CancellationToken stopping) : IAsyncStreamReader<T>
    {
        public bool WasStopped { get; private set; }

        public T Current => inner.Current;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (stopping.IsCancellationRequested)
            {
                WasStopped = true;
                return false;
            }

            var next = inner.MoveNext(cancellationToken);
            if (next.IsCompleted)
            {
                return await next;
            }

            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using (stopping.Register(static state => ((TaskCompletionSource)state!).TrySetResult(), stopped))
            {
                await Task.WhenAny(next, stopped.Task);
            }

            if (next.IsCompleted)
            {
                return await next;
            }

            // Whatever still comes is never looked at; the end of the call ends the reading.
            _ = next.ContinueWith(static late => _ = late.Exception, TaskScheduler.Default);
            WasStopped = true;
            return false;
        }
    }
}
