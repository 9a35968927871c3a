namespace Comity.Iso20022.Values;

/// <summary>Makes lists; the compiler calls <see cref="Create"/> for <c>[a, b]</c>.</summary>
public static class ValueList
{
    /// <summary>A list of <paramref name="items"/>.</summary>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items)
        where T : notnull => items.IsEmpty ? Empty<T>.List : new ValueList<T>(items.ToArray());

    /// <summary>A list of <paramref name="items"/>.</summary>
    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
        where T : notnull => new(items.ToArray());

    // Of what a reader collected: a list of items of this type, or nothing.
    internal static ValueList<T> Of<T>(object? collected)
        where T : notnull
    {
        if (collected is not List<object> items)
        {
            return Empty<T>.List;
        }

        var typed = new T[items.Count];
        for (var i = 0; i < typed.Length; i++)
        {
            typed[i] = (T)items[i];
        }

        return new ValueList<T>(typed);
    }

    private static class Empty<T>
        where T : notnull
    {
        public static readonly ValueList<T> List = new([]);
    }
}
