using System.Collections.Concurrent;
using Comity.Ordering.Engine;

namespace Comity.Ordering.Embedded;

/// <summary>Queries that wait for the ledger, bounded.</summary>
internal sealed class ReadQueue(int most, Action wake)
{
    private readonly ConcurrentQueue<Query> _waiting = new();
    private int _count;
    private volatile EngineStoppedException? _closed;

    /// <summary>Whether none waits.</summary>
    public bool IsEmpty => _waiting.IsEmpty;

    /// <summary>Adds a query and waits for its answer.</summary>
    public async Task<T> Ask<T>(Func<Ledger.Ledger, LedgerTip, T> ask, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _count) > most)
        {
            Interlocked.Decrement(ref _count);
            throw new EngineBusyException(most);
        }

        var query = new Query<T>(ask);
        _waiting.Enqueue(query);
        wake();
        if (_closed is not null)
        {
            CloseAll();
        }

        return await query.Answer.WaitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Answers up to so many. For the ordering thread, between blocks.</summary>
    public void Answer(Ledger.Ledger ledger, LedgerTip tip, int atMost)
    {
        while (atMost-- > 0 && _waiting.TryDequeue(out var query))
        {
            Interlocked.Decrement(ref _count);
            query.Run(ledger, tip);
        }
    }

    /// <summary>Answers all with the engine's end, from now on.</summary>
    public void Close(EngineStoppedException reason)
    {
        _closed = reason;
        CloseAll();
    }

    private void CloseAll()
    {
        while (_waiting.TryDequeue(out var query))
        {
            Interlocked.Decrement(ref _count);
            query.Fail(_closed!);
        }
    }

    private abstract class Query
    {
        public abstract void Run(Ledger.Ledger ledger, LedgerTip tip);

        public abstract void Fail(Exception failure);
    }

    private sealed class Query<T>(Func<Ledger.Ledger, LedgerTip, T> ask) : Query
    {
        private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Answer => _answer.Task;

        public override void Run(Ledger.Ledger ledger, LedgerTip tip)
        {
            try
            {
                _answer.TrySetResult(ask(ledger, tip));
            }
#pragma warning disable CA1031 // A query's fault is its asker's, not the engine's.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _answer.TrySetException(failure);
            }
        }

        public override void Fail(Exception failure) => _answer.TrySetException(failure);
    }
}
