namespace Comity.Ordering.Tests.Engine;

/// <summary>A clock that a test sets, forwards or back; its timers fire when it is set past them. Spans are the real ones.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _changing = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_changing)
        {
            return _now;
        }
    }

    public void Set(DateTimeOffset now)
    {
        ManualTimer[] due;
        lock (_changing)
        {
            _now = now;
            due = [.. _timers.Where(timer => timer.DueAt <= now)];
            Array.ForEach(due, static timer => timer.DueAt = null);
        }

        Array.ForEach(due, static timer => timer.Fire());
    }

    public void Advance(TimeSpan by) => Set(GetUtcNow() + by);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        lock (_changing)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset? DueAt { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool now;
            lock (time._changing)
            {
                now = dueTime == TimeSpan.Zero;
                DueAt = dueTime == Timeout.InfiniteTimeSpan || now ? null : time._now + dueTime;
            }

            if (now)
            {
                fire();
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._changing)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
