using Comity.Ordering.Engine;
using Comity.Protocol.Cryptography;

namespace Comity.Node.ReadModel;

/// <summary>What looking for blocks that follow a height found.</summary>
internal enum WindowAnswer
{
    /// <summary>Blocks that follow.</summary>
    Blocks,

    /// <summary>Nothing newer has been committed.</summary>
    Nothing,

    /// <summary>The next block is no longer here: it is to be read from the log.</summary>
    Gap,
}

/// <summary>
/// The newest committed blocks, on their way from the engine to the projector: a bounded number of events. Where blocks come
/// faster than they are projected the oldest are dropped, and read from the log later; the engine never waits.
/// </summary>
/// <param name="mostEvents">Events that are kept, a block counting one more than it has; the newest block stays in any case.</param>
internal sealed class BlockWindow(int mostEvents)
{
    private readonly Lock _changing = new();
    private readonly Queue<CommittedBlock> _blocks = new();
    private int _events;
    private ulong _last;
    private TaskCompletionSource _arrived = NewSignal();

    /// <summary>Keeps blocks though they were taken: another reader is to follow.</summary>
    public bool KeepsTaken { get; set; }

    /// <summary>A block was committed. For the engine's thread.</summary>
    public void Add(CommittedBlock block)
    {
        TaskCompletionSource arrived;
        lock (_changing)
        {
            if (block.Result.Height != _last + 1)
            {
                Forget();
            }

            _blocks.Enqueue(block);
            _last = block.Result.Height;
            _events += Weight(block);
            while (_events > mostEvents && _blocks.Count > 1)
            {
                _events -= Weight(_blocks.Dequeue());
            }

            (arrived, _arrived) = (_arrived, NewSignal());
        }

        arrived.TrySetResult();
    }

    /// <summary>Blocks up to a height are committed, whether or not they came here.</summary>
    public void Reached(ulong height)
    {
        lock (_changing)
        {
            if (height > _last)
            {
                Forget();
                _last = height;
            }
        }
    }

    /// <summary>Takes blocks that follow a height.</summary>
    /// <param name="after">The height.</param>
    /// <param name="most">Events after which enough was taken.</param>
    /// <param name="taken">Where they go.</param>
    public WindowAnswer Take(ulong after, int most, List<CommittedBlock> taken)
    {
        lock (_changing)
        {
            while (!KeepsTaken && _blocks.TryPeek(out var old) && old.Result.Height <= after)
            {
                _events -= Weight(_blocks.Dequeue());
            }

            if (_last <= after)
            {
                return WindowAnswer.Nothing;
            }

            if (!_blocks.TryPeek(out var first) || first.Result.Height > after + 1)
            {
                return WindowAnswer.Gap;
            }

            var events = 0;
            foreach (var block in _blocks)
            {
                if (events >= most)
                {
                    break;
                }

                if (block.Result.Height > after)
                {
                    taken.Add(block);
                    events += Weight(block);
                }
            }

            return WindowAnswer.Blocks;
        }
    }

    /// <summary>Whether the block that follows a height is here, or is yet to come.</summary>
    public bool Continues(ulong after)
    {
        lock (_changing)
        {
            return _last <= after || (_blocks.TryPeek(out var first) && first.Result.Height <= after + 1);
        }
    }

    /// <summary>The state root after a block, where that block is here.</summary>
    public Hash256? RootOf(ulong height)
    {
        lock (_changing)
        {
            return _blocks.FirstOrDefault(block => block.Result.Height == height)?.Root;
        }
    }

    /// <summary>Ends when a block newer than a height has come.</summary>
    public Task Newer(ulong than)
    {
        lock (_changing)
        {
            return _last > than ? Task.CompletedTask : _arrived.Task;
        }
    }

    private void Forget()
    {
        _blocks.Clear();
        _events = 0;
    }

    private static int Weight(CommittedBlock block) => block.Result.Events.Count + 1;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
