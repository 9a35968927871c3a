using Comity.Protocol.Time;
using Microsoft.Extensions.Logging;

namespace Comity.Ordering.Embedded;

/// <summary>The time of blocks, from a clock that may do anything; and when a block is due by time alone. For the ordering thread.</summary>
internal sealed class BlockClock : IDisposable
{
    private const ulong LongestSleep = 3_600_000;
    private readonly EmbeddedEngineOptions _options;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private Timestamp _lastEmpty;
    private Timestamp _armedFor = Timestamp.Never;
    private bool _behind;

    /// <summary>Takes the clock.</summary>
    /// <param name="options">The clock, and the least time between empty blocks.</param>
    /// <param name="logger">Told when the clock goes back.</param>
    /// <param name="wake">Called when something is due.</param>
    public BlockClock(EmbeddedEngineOptions options, ILogger logger, Action wake)
    {
        _options = options;
        _logger = logger;
        _timer = options.Time.CreateTimer(
            static state => ((Action)state!)(),
            wake,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>What the clock says.</summary>
    public Timestamp Now() => new((ulong)Math.Max(0, _options.Time.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>The next block's time: the clock's, but never before the last block's.</summary>
    public Timestamp BlockTime(Timestamp last)
    {
        var now = Now();
        if (now >= last)
        {
            _behind = false;
            return now;
        }

        if (!_behind)
        {
            _behind = true;
            EngineMessages.ClockWentBack(_logger, last.Milliseconds - now.Milliseconds);
        }

        return last;
    }

    /// <summary>Whether an empty block is due.</summary>
    public bool IsDue(Timestamp due) => _options.Stop.Mark is null && DueAt(due) <= Now();

    /// <summary>A block was ordered.</summary>
    public void Ordered(bool empty)
    {
        if (empty)
        {
            _lastEmpty = Now();
        }
    }

    /// <summary>Sets the alarm.</summary>
    public void WakeWhenDue(Timestamp due)
    {
        if (_options.Stop.Mark is not null)
        {
            return;
        }

        var now = Now();
        var at = DueAt(due);
        if (at == _armedFor && at > now)
        {
            return;
        }

        // At most an hour at a time: a timer's span has a limit, and the clock may be set meanwhile.
        var latest = now.Plus(LongestSleep);
        _armedFor = at < latest ? at : Timestamp.Never;
        var wait = (at < latest ? at : latest).Milliseconds - Math.Min(now.Milliseconds, at.Milliseconds);
        _timer.Change(
            due == Timestamp.Never ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(wait),
            Timeout.InfiniteTimeSpan
        );
    }

    public void Dispose() => _timer.Dispose();

    // The least time between empty blocks holds only while the clock goes forward.
    private Timestamp DueAt(Timestamp due)
    {
        var earliest = _lastEmpty.Plus((ulong)_options.EmptyBlockInterval.TotalMilliseconds);
        return due == Timestamp.Never || _lastEmpty > Now() || due >= earliest ? due : earliest;
    }
}
