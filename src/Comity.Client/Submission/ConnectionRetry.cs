using System.Globalization;
using Grpc.Core;
using Polly;
using Polly.Retry;

namespace Comity.Client.Submission;

/// <summary>How often, and how long apart, a broken connection or a busy node is tried again.</summary>
/// <param name="Attempts">Tries after the first: 1 to 100.</param>
/// <param name="FirstDelay">Wait before the second try; doubles each time, with jitter.</param>
/// <param name="LongestDelay">Bound on one wait.</param>
public sealed record ConnectionRetry(int Attempts, TimeSpan FirstDelay, TimeSpan LongestDelay)
{
    /// <summary>Eight tries, from 50 milliseconds to 2 seconds apart: about 8 seconds in all.</summary>
    public static ConnectionRetry Default { get; } = new(8, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));

    /// <summary>
    /// Bound on one attempt; 30 seconds unless stated. A connection that says nothing for so long counts as broken: without a
    /// bound, one that was cut off silently would be waited for without end.
    /// </summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Most that is waited before one try because the node said when to come again (Retry-After); 10 seconds unless stated. Zero: what
    /// it says is not heeded.
    /// </summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a call failed in a way that says nothing of what the node did.</summary>
    public static bool IsBroken(RpcException fault) =>
        fault.StatusCode
            is StatusCode.Unavailable
                or StatusCode.DeadlineExceeded
                or StatusCode.Internal
                or StatusCode.Unknown
                or StatusCode.Aborted
                or StatusCode.Cancelled;

    /// <summary>
    /// How long a connection may be silent before it is asked whether it still lives, and how long it may take to answer: a third of
    /// an attempt each, and at least the second that .NET asks for.
    /// </summary>
    internal TimeSpan PingInterval => TimeSpan.FromSeconds(Math.Max(1, AttemptTimeout.TotalSeconds / 3));

    /// <summary>When an attempt that begins now is given up.</summary>
    internal DateTime Deadline() => DateTime.UtcNow + AttemptTimeout;

    /// <summary>Asks a question, again where the connection breaks.</summary>
    internal async Task<T> AskAsync<T>(
        Func<DateTime, CancellationToken, AsyncUnaryCall<T>> ask,
        CancellationToken cancellation
    ) =>
        await Pipeline<T>(static _ => false, cancellation)
            .ExecuteAsync(
                async token =>
                {
                    using var call = ask(Deadline(), token);
                    return await call;
                },
                cancellation
            );

    /// <summary>How long the node asks to wait before the next try, within the bound; nothing where it does not say.</summary>
    internal TimeSpan? RetryAfter(RpcException fault)
    {
        var stated = fault.Trailers.GetValue("retry-after");
        return uint.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Min(seconds, LongestRetryAfter.TotalSeconds))
            : null;
    }

    internal ResiliencePipeline<T> Pipeline<T>(Func<T, bool> again, CancellationToken cancellation) =>
        new ResiliencePipelineBuilder<T>()
            .AddRetry(
                new RetryStrategyOptions<T>
                {
                    MaxRetryAttempts = Attempts,
                    Delay = FirstDelay,
                    MaxDelay = LongestDelay,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    // Nothing: the delay of the field before.
                    DelayGenerator = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Exception is RpcException fault ? RetryAfter(fault) : null
                        ),
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            !cancellation.IsCancellationRequested
                                && (
                                    arguments.Outcome.Exception is RpcException fault
                                        ? IsBroken(fault) || fault.StatusCode == StatusCode.ResourceExhausted
                                        : arguments.Outcome.Result is { } result && again(result)
                                )
                        ),
                }
            )
            .Build();
}
