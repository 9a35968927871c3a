using Comity.Ordering.Log;

namespace Comity.Ordering.Embedded;

/// <summary>Makes the log durable on a thread of its own, while the ordering thread applies the block.</summary>
internal sealed class Flusher : IDisposable
{
    private readonly SemaphoreSlim _begin = new(0);
    private readonly ManualResetEventSlim _done = new(initialState: true);
    private readonly BlockLog _log;
    private readonly TimeProvider _time;
    private readonly Thread _thread;
    private Exception? _failure;
    private volatile bool _ended;

    public Flusher(BlockLog log, TimeProvider time)
    {
        _log = log;
        _time = time;
        _thread = new Thread(Run) { IsBackground = true, Name = "comity flusher" };
        _thread.Start();
    }

    /// <summary>Whether what was begun is done.</summary>
    public bool IsDone => _done.IsSet;

    /// <summary>How long the last flush took.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Begins a flush. The log is this object's until <see cref="Wait"/> returns.</summary>
    public void Begin()
    {
        _done.Reset();
        _begin.Release();
    }

    /// <summary>Waits for the flush that was begun.</summary>
    /// <exception cref="LogFailedException">The disk failed; the log takes no more.</exception>
    public void Wait()
    {
        _done.Wait();
        if (_failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(_failure);
        }
    }

    public void Dispose()
    {
        _done.Wait();
        _ended = true;
        _begin.Release();
        _thread.Join();
        _begin.Dispose();
        _done.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _begin.Wait();
            if (_ended)
            {
                return;
            }

            var begun = _time.GetTimestamp();
            try
            {
                _log.Flush();
            }
#pragma warning disable CA1031 // Whatever it is, the ordering thread must hear of it rather than wait for ever.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                _failure = failure;
            }

            Took = _time.GetElapsedTime(begun);
            _done.Set();
        }
    }
}
