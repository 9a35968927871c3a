namespace Comity.Node.Paging;

/// <summary>One page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">Where the next begins; empty where this is the last.</param>
internal readonly record struct Page<T>(IReadOnlyList<T> Items, string Next)
{
    /// <summary>Takes a page from a list that is in the order of its keys.</summary>
    /// <param name="following">The list from where the page begins: at least one element more than the page has, where there are so many.</param>
    /// <param name="size">Most elements.</param>
    /// <param name="cursorAfter">The cursor of the place after an element.</param>
    public static Page<T> Take(IEnumerable<T> following, int size, Func<T, string> cursorAfter)
    {
        var items = new List<T>(size);
        foreach (var item in following)
        {
            if (items.Count == size)
            {
                return new Page<T>(items, cursorAfter(items[^1]));
            }

            items.Add(item);
        }

        return new Page<T>(items, string.Empty);
    }
}
