namespace Comity.Node.ReadModel.Queries;

/// <summary>A page of a list that is read newest first.</summary>
/// <param name="Items">At most as many as were asked for; fewer, even none, also where a filter passed over many.</param>
/// <param name="Next">Where the next page begins; absent at the end of the list. What is added meanwhile does not move it.</param>
public sealed record HistoryPage<T>(IReadOnlyList<T> Items, long? Next);

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Most">Most items: 1 to 1,000.</param>
/// <param name="Before">Where an earlier page said that the next begins; absent for the newest.</param>
/// <param name="From">The first instant wanted; absent for the beginning.</param>
/// <param name="To">The first instant no longer wanted; absent for no end.</param>
public sealed record HistoryPageRequest(
    int Most,
    long? Before = null,
    Protocol.Time.Timestamp? From = null,
    Protocol.Time.Timestamp? To = null
)
{
    /// <summary>Most items of one page.</summary>
    public const int Largest = 1_000;
}
