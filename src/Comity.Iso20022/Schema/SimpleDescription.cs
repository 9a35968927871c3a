using System.Text;

namespace Comity.Iso20022.Schema;

/// <summary>A type whose content is text without elements or attributes.</summary>
public abstract class SimpleDescription : TypeDescription
{
    private protected SimpleDescription(string name, string allowed)
        : base(name, allowed) { }

    /// <summary>The value that a text in XML stands for, or null where the type does not allow the text.</summary>
    public abstract object? Parse(string text);

    // As Parse, of valid UTF-8; a type that needs no string for it does without.
    internal virtual object? ParseUtf8(ReadOnlySpan<byte> text) => Parse(Encoding.UTF8.GetString(text));

    /// <summary>The text in XML of a value of this type.</summary>
    /// <exception cref="InvalidCastException">The value is of another type.</exception>
    public abstract string Text(object value);
}
