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
            using var call = open(fromHeight, cancellation);
            while (true)
            {
                // A stream that lasted for a while was well; its end counts as the first failure.
                failures = Stopwatch.GetElapsedTime(begun) > retry.LongestDelay ? 0 : failures;
                var next = await NextAsync(call.ResponseStream, failures < retry.Attempts, cancellation);
                if (next == Next.End)
                {
                    yield break;
                }

                if (next == Next.Broken)
                {
                    break;
                }

                failures = 0;
                var block = call.ResponseStream.Current;
                yield return block;
                fromHeight = heightOf(block) + 1;
            }

            await Task.Delay(retry.FirstDelay * (failures + 1), cancellation);
        }
    }

    private static async Task<Next> NextAsync<T>(
        IAsyncStreamReader<T> stream,
        bool mayTryAgain,
        CancellationToken cancellation
    )
    {
        try
        {
            return await stream.MoveNext(cancellation) ? Next.Block : Next.End;
        }
        catch (RpcException fault) when (mayTryAgain && !cancellation.IsCancellationRequested && IsBroken(fault))
        {
            return Next.Broken;
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
