using Comity.Ordering.Engine;

namespace Comity.Ordering.Embedded;

/// <summary>Who follows committed blocks.</summary>
internal sealed class Subscribers
{
    private readonly Lock _changing = new();
    private volatile Action<CommittedBlock>[] _all = [];

    /// <summary>Adds one, from the next block on.</summary>
    public IDisposable Add(Action<CommittedBlock> committed)
    {
        lock (_changing)
        {
            _all = [.. _all, committed];
        }

        return new Subscription(this, committed);
    }

    /// <summary>Tells all. For the ordering thread.</summary>
    public void Publish(CommittedBlock block)
    {
        foreach (var committed in _all)
        {
            committed(block);
        }
    }

    private void Remove(Action<CommittedBlock> committed)
    {
        lock (_changing)
        {
            _all = [.. _all.Where(one => one != committed)];
        }
    }

    private sealed class Subscription(Subscribers subscribers, Action<CommittedBlock> committed) : IDisposable
    {
        public void Dispose() => subscribers.Remove(committed);
    }
}
