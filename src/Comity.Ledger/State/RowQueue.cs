namespace Comity.Ledger.State;

/// <summary>
/// Rows in order of arrival: added at the end, forgotten at the front. They are kept in pages, so that growing copies nothing, and
/// a page whose rows have all been forgotten is used again: what is added as fast as it is forgotten takes no more memory. A
/// row keeps its number for as long as it is there; a place is its number in order of arrival and goes on for good.
/// </summary>
/// <typeparam name="TRow">A struct without references, so that the garbage collector never scans the rows.</typeparam>
internal sealed class RowQueue<TRow>
    where TRow : unmanaged
{
    private const int PageRows = 8_192;

    private readonly List<TRow[]> _pages = [];
    private readonly Stack<int> _free = new();

    // Pages that somebody may still read: their rows are not written over, and once free they go.
    private readonly HashSet<int> _frozen = [];

    // Which page the rows of a stretch of places are in. A ring: the first stretch in use moves on, and the rest after it.
    private int[] _order = new int[16];

    /// <summary>The place of the oldest row.</summary>
    public long First { get; private set; }

    /// <summary>The place of the next row to be added.</summary>
    public long End { get; private set; }

    /// <summary>How many rows there are.</summary>
    public int Count => (int)(End - First);

    /// <summary>How many rows there is room for.</summary>
    public int Capacity => _pages.Count * PageRows;

    /// <summary>A row by its number.</summary>
    public ref TRow this[int row] => ref _pages[row / PageRows][row % PageRows];

    /// <summary>The number of the row at a place, <see cref="First"/> to below <see cref="End"/>.</summary>
    public int RowAt(long place) => (PageOf(place) * PageRows) + (int)(place % PageRows);

    /// <summary>Adds a row and returns its number.</summary>
    public int Add(in TRow row)
    {
        if (End % PageRows == 0)
        {
            TakePage();
        }

        var number = RowAt(End++);
        this[number] = row;
        return number;
    }

    /// <summary>Forgets the oldest row.</summary>
    public void RemoveFirst()
    {
        var page = PageOf(First++);
        if (First % PageRows == 0)
        {
            Free(page);
        }
    }

    /// <summary>Takes the newest row back.</summary>
    public void RemoveLast()
    {
        End--;
        if (End % PageRows == 0)
        {
            Free(PageOf(End));
        }
    }

    /// <summary>The rows there are, oldest first, to be read later and by any thread while rows are added and forgotten.</summary>
    public ArraySegment<TRow>[] Freeze()
    {
        var stretches = new List<ArraySegment<TRow>>();
        for (var place = First; place < End; )
        {
            var (page, offset) = (PageOf(place), (int)(place % PageRows));
            var count = (int)long.Min(PageRows - offset, End - place);
            stretches.Add(new ArraySegment<TRow>(_pages[page], offset, count));
            _frozen.Add(page);
            place += count;
        }

        return [.. stretches];
    }

    private void Free(int page)
    {
        if (_frozen.Remove(page))
        {
            _pages[page] = [];
        }

        _free.Push(page);
    }

    private int PageOf(long place) => _order[place / PageRows % _order.Length];

    private void TakePage()
    {
        var (first, end) = (First / PageRows, End / PageRows);
        if (end - first == _order.Length)
        {
            var order = new int[_order.Length * 2];
            for (var stretch = first; stretch < end; stretch++)
            {
                order[stretch % order.Length] = _order[stretch % _order.Length];
            }

            _order = order;
        }

        if (!_free.TryPop(out var page))
        {
            page = _pages.Count;
            _pages.Add([]);
        }

        if (_pages[page].Length == 0)
        {
            _pages[page] = GC.AllocateUninitializedArray<TRow>(PageRows);
        }

        _order[end % _order.Length] = page;
    }
}
