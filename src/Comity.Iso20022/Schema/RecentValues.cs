using System.Text;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>
/// The latest values read of a type with a pattern. Bank identifiers, countries and currencies come again and again: one that is
/// here already is not matched against the pattern, nor made, again. Holds 64 short values; safe from many threads, since a
/// place holds one immutable value or another.
/// </summary>
internal sealed class RecentValues
{
    private const int Places = 64;
    private const int LongestText = 16;

    private readonly TextValue?[] values = new TextValue?[Places];

    /// <summary>The value with this text, if it is here.</summary>
    public TextValue? Find(ReadOnlySpan<byte> text) =>
        text.Length <= LongestText && values[Place(text)] is { } value && Ascii.Equals(text, value.Value)
            ? value
            : null;

    /// <summary>Keeps a value, in place of the one that was where its text belongs.</summary>
    public void Keep(ReadOnlySpan<byte> text, TextValue value)
    {
        if (text.Length <= LongestText)
        {
            values[Place(text)] = value;
        }
    }

    private static int Place(ReadOnlySpan<byte> text)
    {
        var hash = 17u;
        foreach (var b in text)
        {
            hash = unchecked((hash * 31) + b);
        }

        return (int)(hash % Places);
    }
}
