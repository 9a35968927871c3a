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

    /// <summary>Whether a call failed in a way that says nothing of what the node did.</summary>
    public static bool IsBroken(RpcException fault) =>
        fault.StatusCode
            is StatusCode.Unavailable
                or StatusCode.DeadlineExceeded
                or StatusCode.Internal
                or StatusCode.Unknown
                or StatusCode.Aborted
                or StatusCode.Cancelled;

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
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            !cancellation.IsCancellationRequested
                                && (
                                    arguments.Outcome.Exception is RpcException fault
                                        ? IsBroken(fault)
                                        : arguments.Outcome.Result is { } result && again(result)
                                )
                        ),
                }
            )
            .Build();
}
