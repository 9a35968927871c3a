using Comity.Protocol.Time;

namespace Comity.Client.Queries;

/// <summary>A range of block time: from an instant on, to before another. The default has no bounds.</summary>
/// <param name="From">The first instant; absent for the beginning.</param>
/// <param name="To">The first instant that is no longer in it; absent for no end.</param>
public readonly record struct TimeRange(Timestamp? From, Timestamp? To)
{
    internal ulong FromMilliseconds => From?.Milliseconds ?? 0;

    internal ulong ToMilliseconds => To?.Milliseconds ?? 0;
}
