namespace Comity.Ledger.State;

/// <summary>Where a waiting settlement stands in the queue: most urgent first, then oldest first.</summary>
/// <param name="Priority">0 to 9.</param>
/// <param name="Sequence">Its number in order of arrival.</param>
internal readonly record struct QueueKey(byte Priority, ulong Sequence) : IComparable<QueueKey>
{
    /// <summary>The place of a settlement that does not wait: behind all that do.</summary>
    public static QueueKey Now => new(0, ulong.MaxValue);

    /// <inheritdoc/>
    public int CompareTo(QueueKey other)
    {
        var order = other.Priority.CompareTo(Priority);
        return order != 0 ? order : Sequence.CompareTo(other.Sequence);
    }
}
