namespace Comity.Ordering.Embedded;

/// <summary>Who follows blocks.</summary>
/// <typeparam name="T">What they are told of each.</typeparam>
internal sealed class Subscribers<T>
{
    private readonly Lock _changing = new();
    private volatile Action<T>[] _all = [];

    /// <summary>Adds one, from the next block on.</summary>
    public IDisposable Add(Action<T> committed)
    {
        lock (_changing)
        {
            _all = [.. _all, committed];
        }

        return new Subscription(this, committed);
    }

    /// <summary>Tells all. For the ordering thread.</summary>
    public void Publish(T block)
    {
        foreach (var committed in _all)
        {
            committed(block);
        }
    }

    private void Remove(Action<T> committed)
    {
        lock (_changing)
        {
            _all = [.. _all.Where(one => one != committed)];
        }
    }

    private sealed class Subscription(Subscribers<T> subscribers, Action<T> committed) : IDisposable
    {
        public void Dispose() => subscribers.Remove(committed);
    }
}
