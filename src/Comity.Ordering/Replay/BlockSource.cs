using System.Collections.Concurrent;
using Comity.Ledger.Blocks;
using Comity.Ordering.Embedded;
using Comity.Ordering.Log;
using Comity.Protocol.Transactions;

namespace Comity.Ordering.Replay;

/// <summary>Reads blocks from a log, decoding ahead of whoever applies them.</summary>
public static class BlockSource
{
    private const int BlocksAhead = 16;
    private const int FewestInParallel = 64;

    /// <summary>Reads the blocks that a reader comes to.</summary>
    /// <param name="reader">The reader; owned and disposed of here.</param>
    /// <param name="authenticate">Whether to verify every signature again.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="LogDamagedException">The log is damaged where the next block should be.</exception>
    /// <exception cref="BlockRecordException">The next record is no block, or holds what is no signed transaction.</exception>
    public static IEnumerable<OrderedBlock> Read(LogReader reader, bool authenticate, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var ahead = new BlockingCollection<OrderedBlock>(BlocksAhead);
        Exception? failure = null;
        var producer = new Thread(() =>
        {
            try
            {
                using (reader)
                {
                    while (reader.MoveNext())
                    {
                        ahead.Add(Decode(reader.Current, authenticate), ended.Token);
                    }
                }
            }
            catch (OperationCanceledException) { }
#pragma warning disable CA1031 // Whatever it is, it is thrown again where the blocks are used.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failure = fault;
            }

            ahead.CompleteAdding();
        })
        {
            IsBackground = true,
            Name = "comity block source",
        };
        producer.Start();
        try
        {
            foreach (var block in ahead.GetConsumingEnumerable(cancellation))
            {
                yield return block;
            }

            if (failure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }
        finally
        {
            ended.Cancel();
            producer.Join();
        }
    }

    private static OrderedBlock Decode(LogRecord record, bool authenticate)
    {
        var stored = BlockRecord.Read(record.Height, record.Payload.Span);
        var transactions = new AuthenticatedTransaction[stored.Transactions.Count];
        if (transactions.Length >= FewestInParallel)
        {
            Parallel.For(0, transactions.Length, index => transactions[index] = DecodeOne(stored, index, authenticate));
        }
        else
        {
            for (var index = 0; index < transactions.Length; index++)
            {
                transactions[index] = DecodeOne(stored, index, authenticate);
            }
        }

        return new OrderedBlock(new Block(stored.Height, stored.Time, transactions), stored.PreviousRoot);
    }

    private static AuthenticatedTransaction DecodeOne(BlockRecord stored, int index, bool authenticate)
    {
        if (authenticate)
        {
            return AuthenticatedTransaction.TryAuthenticate(
                stored.Transactions[index],
                out var authentic,
                out var failure
            )
                ? authentic
                : throw new BlockRecordException(stored.Height, $"transaction {index} is not authentic ({failure})");
        }

        try
        {
            return AuthenticatedTransaction.VerifiedBefore(stored.Transactions[index]);
        }
        catch (InvalidDataException fault)
        {
            throw new BlockRecordException(stored.Height, $"transaction {index} cannot be read back", fault);
        }
    }
}
