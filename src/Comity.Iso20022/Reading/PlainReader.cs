using System.Text;
using Comity.Iso20022.Components;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>
/// Reads a whole message out of memory that is written plainly, as nearly all are, and valid. It reports nothing: where it
/// finds anything else it gives up, and <see cref="EnvelopeReader"/> reads the text again, and says what is wrong if it is. So
/// this reader must never accept what that one refuses, and may leave to it what it likes.
/// </summary>
internal ref struct PlainReader
{
    /// <summary>Longer texts are left to the other reader.</summary>
    public const int MostBytes = 64 * 1024;

    private const int MostContents = 1024;

    [ThreadStatic]
    private static object?[]? spareContents;

    private static readonly object NotPlain = new();

    private readonly object?[] contents;
    private PlainCursor cursor;
    private int top;

    private PlainReader(ReadOnlySpan<byte> text, object?[] contents)
    {
        cursor = new PlainCursor(text);
        this.contents = contents;
    }

    /// <summary>The message, or null where this reader gives up.</summary>
    public static BusinessMessage? Read(ReadOnlySpan<byte> text, ReadLimits limits)
    {
        if (
            text.Length > MostBytes
            || text.Length > Math.Min(limits.MaxBytes, limits.MaxTextLength)
            || limits.MaxDepth < 32
        )
        {
            return null;
        }

        var spare = spareContents ?? new object?[MostContents];
        spareContents = null;
        var reader = new PlainReader(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text, spare);
        var message = reader.Whole();
        if (reader.top > 0)
        {
            Array.Clear(spare, 0, reader.top);
        }

        spareContents = spare;
        return message;
    }

    private BusinessMessage? Whole()
    {
        if (!cursor.HasPlainCharacters() || !cursor.Declaration() || !cursor.NextRoot(out var root))
        {
            return null;
        }

        BusinessMessage? message;
        if (root.SequenceEqual("Document"u8))
        {
            message = Document() is { } document ? new BusinessMessage(document) : null;
        }
        else
        {
            message = root.SequenceEqual("AppHdr"u8) ? null : Enveloped(root);
        }

        cursor.Space();
        return cursor.AtEnd ? message : null;
    }

    // One header, then one document, and nothing beside them.
    private BusinessMessage? Enveloped(ReadOnlySpan<byte> root)
    {
        var envelope = Envelope(root);
        return
            envelope is not null
            && cursor.NextRoot(out var first)
            && first.SequenceEqual("AppHdr"u8)
            && Header() is { } header
            && cursor.NextRoot(out var second)
            && second.SequenceEqual("Document"u8)
            && Document() is { } document
            && header.MsgDefIdr.Value == document.Type.Identifier
            && cursor.NextTag(out var end)
            && end.IsEmpty
            && cursor.EndTag(root)
            ? new BusinessMessage(document) { Header = header, Envelope = envelope }
            : null;
    }

    // An envelope without a prefix.
    private Envelope? Envelope(ReadOnlySpan<byte> root)
    {
        var space = "";
        if (cursor.Attribute("xmlns"u8, out var value))
        {
            space = Encoding.UTF8.GetString(value);
        }

        return
            !cursor.HasPrefix
            && SchemaHints()
            && char.IsAsciiLetter((char)root[0])
            && !space.StartsWith("http://www.w3.org/", StringComparison.Ordinal)
            && cursor.StartTagEnd(out var isEmpty)
            && !isEmpty
            ? new Envelope(Encoding.UTF8.GetString(root), space)
            : null;
    }

    private Message? Document()
    {
        var read =
            cursor.Declares(out var space)
            && SchemaHints()
            && SupportedMessages.TryGetByUtf8Namespace(space, out var type)
                ? Component(type.Description, "Document"u8) as Message
                : null;
        cursor.EndPrefix();
        return read;
    }

    private BusinessApplicationHeaderV02? Header()
    {
        var read =
            cursor.Declares(out var space) && SchemaHints() && space.SequenceEqual(ApplicationHeader.Utf8Namespace)
                ? Component(ApplicationHeader.Description, "AppHdr"u8) as BusinessApplicationHeaderV02
                : null;
        cursor.EndPrefix();
        return read;
    }

    // Where the schema is said to be, which is not looked at.
    private bool SchemaHints() =>
        !cursor.Attribute("xmlns:xsi"u8, out var instance)
        || (
            instance.SequenceEqual("http://www.w3.org/2001/XMLSchema-instance"u8)
            && (!cursor.Attribute("xsi:schemaLocation"u8, out var hint) || hint.Length > 0)
        );

    // Each of these is called behind the element's name, and ends behind its end tag; NotPlain where it gives up.
    private object Content(TypeDescription type, ReadOnlySpan<byte> tag) =>
        type switch
        {
            SimpleDescription simple => Simple(simple, tag),
            ComponentDescription component => Component(component, tag),
            AmountDescription amount => Amount(amount, tag),
            _ => NotPlain,
        };

    private object Component(ComponentDescription type, ReadOnlySpan<byte> tag)
    {
        if (!cursor.StartTagEnd(out var isEmpty))
        {
            return NotPlain;
        }

        var bottom = top;
        var count = type.Elements.Count;
        if (bottom + count > contents.Length)
        {
            return NotPlain;
        }

        top += count;
        var place = new ContentPlace(type);
        while (!isEmpty)
        {
            if (!cursor.NextTag(out var name))
            {
                return NotPlain;
            }

            if (name.IsEmpty)
            {
                if (!cursor.EndTag(tag))
                {
                    return NotPlain;
                }

                break;
            }

            if (!place.Step(name))
            {
                return NotPlain;
            }

            var element = place.Element;
            var content = Content(element.Type, element.Utf8Tag);
            if (content == NotPlain)
            {
                return NotPlain;
            }

            ref var slot = ref contents[bottom + element.Index];
            if (element.Repeats)
            {
                slot ??= new List<object>(1);
                ((List<object>)slot).Add(content);
            }
            else
            {
                slot = content;
            }
        }

        if (!place.IsComplete)
        {
            return NotPlain;
        }

        var held = contents.AsSpan(bottom, count);
        object made = type is SequenceDescription sequence
            ? sequence.Make(held)
            : ((ChoiceDescription)type).Make(place.Chosen, place.Chosen < 0 ? null : held[place.Chosen]);
        held.Clear();
        top = bottom;
        return made;
    }

    private object Simple(SimpleDescription type, ReadOnlySpan<byte> tag)
    {
        if (!cursor.StartTagEnd(out var isEmpty))
        {
            return NotPlain;
        }

        if (isEmpty)
        {
            return type.Parse("") ?? NotPlain;
        }

        if (!cursor.Text(out var text, out var hasEntities) || !cursor.Literal("</"u8) || !cursor.EndTag(tag))
        {
            return NotPlain;
        }

        var value = hasEntities
            ? WithEntities(text) is { } resolved
                ? type.Parse(resolved)
                : null
            : type.ParseUtf8(text);
        return value ?? NotPlain;
    }

    private object Amount(AmountDescription type, ReadOnlySpan<byte> tag)
    {
        if (
            !cursor.Attribute("Ccy"u8, out var code)
            || type.Currency.ParseUtf8(code) is not TextValue currency
            || !cursor.StartTagEnd(out var isEmpty)
            || isEmpty
            || !cursor.Text(out var text, out var hasEntities)
            || hasEntities
            || !cursor.Literal("</"u8)
            || !cursor.EndTag(tag)
            || !type.Number.TryParseUtf8(text, out var number)
        )
        {
            return NotPlain;
        }

        return type.Make(number, currency);
    }

    private static string? WithEntities(ReadOnlySpan<byte> text)
    {
        var whole = new StringBuilder(text.Length);
        while (text.IndexOf((byte)'&') is var start and >= 0)
        {
            whole.Append(Encoding.UTF8.GetString(text[..start]));
            text = text[start..];
            var (entity, character) =
                text.StartsWith("&amp;"u8) ? (5, '&')
                : text.StartsWith("&apos;"u8) ? (6, '\'')
                : text.StartsWith("&quot;"u8) ? (6, '"')
                : text.StartsWith("&lt;"u8) ? (4, '<')
                : text.StartsWith("&gt;"u8) ? (4, '>')
                : (0, ' ');
            if (entity == 0)
            {
                return null;
            }

            whole.Append(character);
            text = text[entity..];
        }

        return whole.Append(Encoding.UTF8.GetString(text)).ToString();
    }
}
