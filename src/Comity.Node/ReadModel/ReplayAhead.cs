using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Comity.Ordering.Engine;

namespace Comity.Node.ReadModel;

/// <summary>Reads committed blocks again from the log, in batches and on a thread of its own, a few batches ahead of whoever projects them.</summary>
internal static class ReplayAhead
{
    private const int BatchesAhead = 2;
    private const int BlocksPerBatch = 20_000;

    /// <summary>The blocks after a height, to the end of the log.</summary>
    /// <param name="engine">Whose log.</param>
    /// <param name="after">The height.</param>
    /// <param name="eventsPerBatch">Events after which a batch is full.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static IEnumerable<List<CommittedBlock>> Read(
        IOrderingEngine engine,
        ulong after,
        int eventsPerBatch,
        CancellationToken cancellation
    )
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var ahead = new BlockingCollection<List<CommittedBlock>>(BatchesAhead);
        ExceptionDispatchInfo? failure = null;
        var producer = new Thread(() =>
        {
            try
            {
                Fill(engine.Replay(after, ended.Token), eventsPerBatch, ahead, ended.Token);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested) { }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the blocks are used.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(fault);
            }

            ahead.CompleteAdding();
        })
        {
            IsBackground = true,
            Name = "comity read model replay",
        };
        producer.Start();
        try
        {
            foreach (var batch in ahead.GetConsumingEnumerable(cancellation))
            {
                yield return batch;
            }

            failure?.Throw();
        }
        finally
        {
            ended.Cancel();
            producer.Join();
        }
    }

    private static void Fill(
        IEnumerable<CommittedBlock> blocks,
        int eventsPerBatch,
        BlockingCollection<List<CommittedBlock>> ahead,
        CancellationToken cancellation
    )
    {
        var batch = new List<CommittedBlock>();
        var events = 0;
        foreach (var block in blocks)
        {
            batch.Add(block);
            events += block.Result.Events.Count;
            if (events >= eventsPerBatch || batch.Count >= BlocksPerBatch)
            {
                ahead.Add(batch, cancellation);
                (batch, events) = ([], 0);
            }
        }

        if (batch.Count > 0)
        {
            ahead.Add(batch, cancellation);
        }
    }
}
