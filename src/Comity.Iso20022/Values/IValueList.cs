namespace Comity.Iso20022.Values;

/// <summary>A <see cref="ValueList{T}"/> of any type of item.</summary>
public interface IValueList
{
    /// <summary>How many items there are.</summary>
    int Count { get; }

    /// <summary>The item at <paramref name="index"/>, counted from 0.</summary>
    object this[int index] { get; }
}
