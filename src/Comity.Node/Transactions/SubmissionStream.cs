using System.Threading.Channels;
using Comity.Node.Mapping;
using Comity.Ordering.Engine;
using Grpc.Core;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Transactions;

/// <summary>
/// A stream of submissions: many under way at once, answered in order. What one stream has under way is bounded; beyond it
/// the stream is not read, so that HTTP/2 flow control holds the sender back.
/// </summary>
internal static class SubmissionStream
{
    private const int MostRequestsUnderWay = 256;
    private const int MostTransactionsUnderWay = 20_000;

    /// <summary>Serves one stream to its end.</summary>
    public static async Task Run(
        IAsyncStreamReader<Wire.SubmitRequest> requests,
        IServerStreamWriter<Wire.SubmitResponse> responses,
        Func<Wire.SubmitRequest, ValueTask<Task<IReadOnlyList<Outcome>>>> submit,
        CancellationToken cancellation
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var underWay = Channel.CreateBounded<Task<IReadOnlyList<Outcome>>>(
            new BoundedChannelOptions(MostRequestsUnderWay) { SingleReader = true, SingleWriter = true }
        );
        using var room = new SemaphoreSlim(0);
        var count = 0;
        var answering = Answer();
        try
        {
            while (await requests.MoveNext(ended.Token))
            {
                var size = requests.Current.Transactions.Count;
                while (Volatile.Read(ref count) > 0 && Volatile.Read(ref count) + size > MostTransactionsUnderWay)
                {
                    await room.WaitAsync(ended.Token);
                }

                Interlocked.Add(ref count, size);
                await underWay.Writer.WriteAsync(await submit(requests.Current), ended.Token);
            }

            underWay.Writer.Complete();
        }
        catch (Exception fault)
        {
            underWay.Writer.TryComplete(fault);
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await answering;

        async Task Answer()
        {
            try
            {
                await foreach (var submission in underWay.Reader.ReadAllAsync(ended.Token))
                {
                    var outcomes = await submission.WaitAsync(ended.Token);
                    await responses.WriteAsync(outcomes.ToWire(), ended.Token);
                    Interlocked.Add(ref count, -outcomes.Count);
                    room.Release();
                }
            }
            finally
            {
                // The sender is gone, or all is answered: the reader need not wait for room.
                await ended.CancelAsync();
            }
        }
    }
}
