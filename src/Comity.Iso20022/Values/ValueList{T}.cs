using System.Collections;
using System.Runtime.CompilerServices;

namespace Comity.Iso20022.Values;

/// <summary>An immutable list that is equal to another where all its items are, in order. Written <c>[a, b]</c>.</summary>
/// <typeparam name="T">The items' type.</typeparam>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Create))]
public sealed class ValueList<T> : IReadOnlyList<T>, IValueList, IEquatable<ValueList<T>>
    where T : notnull
{
    private readonly T[] items;

    internal ValueList(T[] items) => this.items = items;

    /// <summary>How many items there are.</summary>
    public int Count => items.Length;

    /// <summary>The item at <paramref name="index"/>, counted from 0.</summary>
    public T this[int index] => items[index];

    object IValueList.this[int index] => items[index];

    internal ReadOnlySpan<T> Span => items;

    /// <summary>Whether both hold equal items in the same order.</summary>
    public bool Equals(ValueList<T>? other) => other is not null && items.AsSpan().SequenceEqual(other.items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>The items, separated by commas, in brackets.</summary>
    public override string ToString() => "[" + string.Join(", ", items) + "]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    internal ValueList<T>? OrNull() => items.Length == 0 ? null : this;

    /// <summary>This list, once its length is seen to be what the schema allows.</summary>
    /// <exception cref="ArgumentException">It is shorter or longer.</exception>
    internal ValueList<T> Within(string tag, int least, int most) =>
        Count >= least && Count <= most
            ? this
            : throw new ArgumentException(
                FormattableString.Invariant(
                    $"{tag} has {Count} items; {least} to {(most == int.MaxValue ? "any number" : most)} are allowed."
                ),
                nameof(tag)
            );
}
