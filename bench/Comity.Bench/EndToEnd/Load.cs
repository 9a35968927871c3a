using System.Diagnostics;
using System.Threading.Channels;
using Comity.Client.Security;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using HdrHistogram;
using Wire = Comity.Protocol.Wire;

namespace Comity.Bench.EndToEnd;

/// <summary>Sends transactions to a node over the API, and counts only what is answered as applied: final and durable.</summary>
internal sealed class Load(Uri node, ConnectionSecurity security) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(
        node,
        new GrpcChannelOptions
        {
            HttpHandler = security.CreateHandler(),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = 64 << 20,
            MaxSendMessageSize = 64 << 20,
        }
    );

    /// <summary>Sends everything as fast as it is answered, with a bounded number under way.</summary>
    /// <param name="transactions">What to send.</param>
    /// <param name="perMessage">So many in one message.</param>
    /// <param name="streams">Over so many streams.</param>
    /// <param name="underWay">With so many messages under way on each.</param>
    /// <returns>From the first sent to the last answered.</returns>
    public async Task<TimeSpan> SaturateAsync(ByteString[] transactions, int perMessage, int streams, int underWay)
    {
        var client = new Wire.Transactions.TransactionsClient(_channel);
        var messages = new Queue<ByteString[]>(transactions.Chunk(perMessage));
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, streams)
                .Select(async _ =>
                {
                    using var call = client.SubmitStream();
                    using var room = new SemaphoreSlim(underWay);
                    var answering = AnswerAsync(call.ResponseStream, () => room.Release());
                    while (Next(messages) is { } message)
                    {
                        await room.WaitAsync();
                        await call.RequestStream.WriteAsync(new Wire.SubmitRequest { Transactions = { message } });
                    }

                    await call.RequestStream.CompleteAsync();
                    await answering;
                })
        );
        return watch.Elapsed;
    }

    /// <summary>Sends each transaction in a call of its own, as fast as calls are answered, with a bounded number of callers.</summary>
    /// <param name="transactions">What to send.</param>
    /// <param name="callers">So many, each with one call at a time.</param>
    /// <returns>From the first sent to the last answered, and each call's latency in microseconds.</returns>
    public async Task<(TimeSpan Took, LongHistogram Latencies)> CallAsync(ByteString[] transactions, int callers)
    {
        var client = new Wire.Transactions.TransactionsClient(_channel);
        var requests = Array.ConvertAll(
            transactions,
            static bytes =>
            {
                var signed = Wire.SignedTransaction.Parser.ParseFrom(bytes);
                return new Wire.SubmitTransactionRequest { Body = signed.Body, Signatures = { signed.Signatures } };
            }
        );
        var latencies = new LongHistogram(60_000_000, 3);
        var next = -1;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, callers)
                .Select(async _ =>
                {
                    for (int index; (index = Interlocked.Increment(ref next)) < requests.Length; )
                    {
                        var begun = Stopwatch.GetTimestamp();
                        // A refusal is an error, and ends the run.
                        await client.SubmitTransactionAsync(requests[index]);
                        var took = (long)Stopwatch.GetElapsedTime(begun).TotalMicroseconds;
                        lock (latencies)
                        {
                            latencies.RecordValue(Math.Max(1, took));
                        }
                    }
                })
        );
        return (watch.Elapsed, latencies);
    }

    /// <summary>
    /// Sends at a fixed rate whatever the node does (an open loop): each transaction has its moment, and its latency counts from
    /// that moment, not from when it could be sent, so that a stall is felt by everything it delays.
    /// </summary>
    /// <param name="transactions">What to send.</param>
    /// <param name="perSecond">At this rate.</param>
    /// <param name="warmUp">
    /// So many of the first are not counted: a new connection, and whatever a saturated node left to collect, are not the steady state.
    /// </param>
    /// <returns>Latencies in microseconds.</returns>
    public async Task<LongHistogram> PaceAsync(ByteString[] transactions, double perSecond, int warmUp)
    {
        var histogram = new LongHistogram(60_000_000, 3);
        using var call = new Wire.Transactions.TransactionsClient(_channel).SubmitStream();
        var sent = Channel.CreateUnbounded<(int First, int Count)>();
        var watch = Stopwatch.StartNew();
        double DueAt(int index) => index / perSecond * 1_000_000;
        double Now() => watch.Elapsed.TotalMicroseconds;
        var answering = AnswerAsync(
            call.ResponseStream,
            () =>
            {
                if (sent.Reader.TryRead(out var batch))
                {
                    var now = Now();
                    for (var index = Math.Max(warmUp, batch.First); index < batch.First + batch.Count; index++)
                    {
                        histogram.RecordValue(Math.Max(1, (long)(now - DueAt(index))));
                    }
                }
            }
        );
        // A thread of its own: a timer's tick and a place in the pool would be counted as the node's latency.
        await Task.Factory.StartNew(
            () =>
            {
                for (var next = 0; next < transactions.Length; )
                {
                    var due = Math.Min(transactions.Length, (int)(Now() * perSecond / 1_000_000) + 1);
                    if (due == next)
                    {
                        Thread.Sleep(1);
                        continue;
                    }

                    var request = new Wire.SubmitRequest
                    {
                        Transactions = { new ArraySegment<ByteString>(transactions, next, due - next) },
                    };
                    sent.Writer.TryWrite((next, due - next));
                    next = due;
                    call.RequestStream.WriteAsync(request).GetAwaiter().GetResult();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        await call.RequestStream.CompleteAsync();
        await answering;
        return histogram;
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static ByteString[]? Next(Queue<ByteString[]> messages)
    {
        lock (messages)
        {
            return messages.TryDequeue(out var message) ? message : null;
        }
    }

    private static async Task AnswerAsync(IAsyncStreamReader<Wire.SubmitResponse> answers, Action answered)
    {
        while (await answers.MoveNext(CancellationToken.None))
        {
            foreach (var outcome in answers.Current.Outcomes)
            {
                if (outcome.Kind != Wire.TransactionOutcome.Types.Kind.Applied)
                {
                    throw new InvalidOperationException($"A benchmark payment was not applied: {outcome}");
                }
            }

            answered();
        }
    }
}
