using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Comity.Iso20022.Reading;

/// <summary>
/// A place in XML text that is written plainly: UTF-8, no comments, processing instructions or CDATA, no numbered character
/// references, one prefix in each part of it at most. Each method goes on where it finds what it looks for. Where it returns false, the
/// text may still be good XML: the framework's reader then reads it from the start, and decides.
/// </summary>
internal ref struct PlainCursor(ReadOnlySpan<byte> text)
{
    private const int LongestPrefix = 16;

    // What XML allows nowhere (section 2.2), as far as single bytes say it.
    private static readonly SearchValues<byte> NeverAllowed = SearchValues.Create(
        Enumerable
            .Range(0, 0x20)
            .Select(b => (byte)b)
            .Where(b => b is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            .ToArray()
    );

    private static readonly SearchValues<byte> White = SearchValues.Create(" \t\r\n"u8);
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n/>"u8);
    private static readonly SearchValues<byte> NotPlainInText = SearchValues.Create("&\r]"u8);
    private static readonly SearchValues<byte> NotPlainInAttribute = SearchValues.Create("&<\r\n\t"u8);

    private readonly ReadOnlySpan<byte> text = text;
    private int at;
    private ReadOnlySpan<byte> prefix;

    /// <summary>Whether the last root has a prefix.</summary>
    public readonly bool HasPrefix => !prefix.IsEmpty;

    /// <summary>Whether all has been read.</summary>
    public readonly bool AtEnd => at == text.Length;

    /// <summary>Whether the whole text is UTF-8 of characters that XML allows; those near U+FFFF are left to the other reader.</summary>
    public readonly bool HasPlainCharacters() =>
        !text.ContainsAny(NeverAllowed)
        && (Ascii.IsValid(text) || (text.IndexOf<byte>([0xEF, 0xBF]) < 0 && Utf8.IsValid(text)));

    /// <summary>Passes over white space.</summary>
    public void Space()
    {
        if (at < text.Length && text[at] == '<')
        {
            return;
        }

        var rest = text[at..];
        var length = rest.IndexOfAnyExcept(White);
        at += length < 0 ? rest.Length : length;
    }

    /// <summary>Passes over exactly these bytes.</summary>
    public bool Literal(scoped ReadOnlySpan<byte> expected)
    {
        if (!text[at..].StartsWith(expected))
        {
            return false;
        }

        at += expected.Length;
        return true;
    }

    /// <summary>Passes over one byte.</summary>
    public bool Literal(byte expected)
    {
        if (at == text.Length || text[at] != expected)
        {
            return false;
        }

        at++;
        return true;
    }

    /// <summary>Passes over an XML declaration in one of the two usual spellings, if there is one.</summary>
    public bool Declaration()
    {
        if (!text[at..].StartsWith("<?xml"u8))
        {
            return true;
        }

        return Literal("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8)
            || Literal("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8);
    }

    /// <summary>
    /// White space, then a tag's beginning: the name of an element that starts, whatever it holds, or nothing where one ends
    /// (<c>&lt;/</c>). The cursor is behind the name then. Where a prefix is set, the name has it, and is given without.
    /// </summary>
    public bool NextTag(out ReadOnlySpan<byte> name)
    {
        Space();
        name = [];
        if (at + 1 >= text.Length || text[at] != '<')
        {
            return false;
        }

        at++;
        if (text[at] == '/')
        {
            at++;
            return true;
        }

        if (!Literal(prefix))
        {
            return false;
        }

        var length = text[at..].IndexOfAny(NameEnd);
        if (length <= 0)
        {
            return false;
        }

        name = text.Slice(at, length);
        at += length;
        return true;
    }

    /// <summary>
    /// As <see cref="NextTag"/>, for an element that declares the namespace of all in it: the prefix it has, if any, is set until
    /// <see cref="EndPrefix"/>.
    /// </summary>
    public bool NextRoot(out ReadOnlySpan<byte> name)
    {
        name = [];
        Space();
        if (!Literal((byte)'<'))
        {
            return false;
        }

        name = Name();
        if (at == text.Length || text[at] != ':')
        {
            return name.Length > 0;
        }

        if (name.IsEmpty)
        {
            return false;
        }

        at++;
        var start = at - name.Length - 1;
        prefix = text[start..at];
        name = Name();
        return name.Length > 0;
    }

    /// <summary>The namespace declaration of a root: of its prefix, or of no prefix.</summary>
    public bool Declares(out ReadOnlySpan<byte> space)
    {
        if (prefix.IsEmpty)
        {
            return Attribute("xmlns"u8, out space);
        }

        Span<byte> name = stackalloc byte[LongestPrefix + 6];
        if (prefix.Length > LongestPrefix || !char.IsAsciiLetter((char)prefix[0]) || prefix.StartsWith("x"u8))
        {
            space = [];
            return false;
        }

        "xmlns:"u8.CopyTo(name);
        prefix[..^1].CopyTo(name[6..]);
        return Attribute(name[..(prefix.Length + 5)], out space);
    }

    /// <summary>Ends what <see cref="NextRoot"/> set.</summary>
    public void EndPrefix() => prefix = [];

    /// <summary>The rest of an end tag behind its <c>&lt;/</c>.</summary>
    public bool EndTag(ReadOnlySpan<byte> name) => Literal(prefix) && Literal(name) && Literal((byte)'>');

    /// <summary>The end of a start tag without (more) attributes; says whether the element is empty.</summary>
    public bool StartTagEnd(out bool isEmpty)
    {
        isEmpty = false;
        if (Literal((byte)'>'))
        {
            return true;
        }

        Space();
        isEmpty = at < text.Length && text[at] == '/';
        at += isEmpty ? 1 : 0;
        return Literal((byte)'>');
    }

    /// <summary>White space and an attribute with exactly this name; where it is not there, the cursor stays.</summary>
    public bool Attribute(scoped ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = [];
        var before = at;
        Space();
        if (before == at || !Literal(name) || !Literal((byte)'=') || at == text.Length)
        {
            at = before;
            return false;
        }

        var quote = text[at];
        var length = text[(at + 1)..].IndexOf(quote);
        if (quote is not ((byte)'"' or (byte)'\'') || length < 0)
        {
            at = before;
            return false;
        }

        value = text.Slice(at + 1, length);
        if (value.ContainsAny(NotPlainInAttribute))
        {
            at = before;
            return false;
        }

        at += length + 2;
        return true;
    }

    /// <summary>The text up to the next tag, and whether it has entities of XML's own to be put in.</summary>
    public bool Text(out ReadOnlySpan<byte> value, out bool hasEntities)
    {
        var length = text[at..].IndexOf((byte)'<');
        value = length < 0 ? [] : text.Slice(at, length);
        hasEntities = false;
        if (length < 0)
        {
            return false;
        }

        at += length;
        if (value.IndexOfAny(NotPlainInText) < 0)
        {
            return true;
        }

        hasEntities = value.Contains((byte)'&');
        return !value.Contains((byte)'\r') && value.IndexOf("]]>"u8) < 0;
    }

    // The names of ISO 20022 elements, and of most envelopes.
    private ReadOnlySpan<byte> Name()
    {
        var start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] is (byte)'_' or (byte)'.'))
        {
            at++;
        }

        return text[start..at];
    }
}
