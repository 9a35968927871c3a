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

    internal static ValueList<T> From<T>(List<T>? items)
        where T : notnull => items is null ? Empty<T>.List : new ValueList<T>(items.ToArray());

    private static class Empty<T>
        where T : notnull
    {
        public static readonly ValueList<T> List = new([]);
    }
}
