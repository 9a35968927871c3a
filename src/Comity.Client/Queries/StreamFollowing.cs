using System.Diagnostics;
using System.Runtime.CompilerServices;
using Comity.Client.Submission;
using Grpc.Core;

namespace Comity.Client.Queries;

/// <summary>Reads a stream of blocks, each once and in order, and takes it up again where it broke off.</summary>
internal static class StreamFollowing
{
    /// <summary>Runs it.</summary>
    /// <param name="open">Opens the stream at a height.</param>
    /// <param name="heightOf">A block's height.</param>
    /// <param name="fromHeight">The first height wanted.</param>
    /// <param name="retry">How often a stream that brings nothing is opened again.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async IAsyncEnumerable<T> Run<T>(
        Func<ulong, CancellationToken, AsyncServerStreamingCall<T>> open,
        Func<T, ulong> heightOf,
        ulong fromHeight,
        ConnectionRetry retry,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        for (var failures = 0; ; failures++)
        {
            var begun = Stopwatch.GetTimestamp();
            var delay = TimeSpan.Zero;
            using var call = open(fromHeight, cancellation);
            while (true)
            {
                // A stream that lasted for a while was well; its end counts as the first failure.
                failures = Stopwatch.GetElapsedTime(begun) > retry.LongestDelay ? 0 : failures;
                var (next, after) = await NextAsync(call.ResponseStream, failures, retry, cancellation);
                if (next == Next.End)
                {
                    yield break;
                }

                if (next == Next.Broken)
                {
                    delay = after;
                    break;
                }

                failures = 0;
                var block = call.ResponseStream.Current;
                yield return block;
                fromHeight = heightOf(block) + 1;
            }

            await Task.Delay(delay, cancellation);
        }
    }

    // What came, and where the stream broke how long to wait before it is opened again.
    private static async Task<(Next Next, TimeSpan After)> NextAsync<T>(
        IAsyncStreamReader<T> stream,
        int failures,
        ConnectionRetry retry,
        CancellationToken cancellation
    )
    {
        try
        {
            return (await stream.MoveNext(cancellation) ? Next.Block : Next.End, TimeSpan.Zero);
        }
        catch (RpcException fault)
            when (failures < retry.Attempts && !cancellation.IsCancellationRequested && IsBroken(fault))
        {
            return (Next.Broken, retry.RetryAfter(fault) ?? retry.FirstDelay * (failures + 1));
        }
    }

    // A node ends a stream whose caller's token has run out; the next one is opened with a fresh token.
    private static bool IsBroken(RpcException fault) =>
        ConnectionRetry.IsBroken(fault)
        || fault.StatusCode is StatusCode.Unauthenticated or StatusCode.ResourceExhausted;

    private enum Next
    {
        Block,
        End,
        Broken,
    }
}
