using System.Diagnostics;
using System.Text;
using System.Xml;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>
/// Reads elements by their descriptions, and checks what the schema asks: order, occurrence, attributes and values. Each method
/// is called when an element's start tag has been read, and returns when its end tag has been. What is refused goes into the
/// list of failures; unless that stops the reading, it goes on behind the fault, and gives null for what was not valid.
/// </summary>
internal sealed class ElementReader(XmlNodes nodes)
{
    // No schema has a longer one.
    private const int LongestTag = 64;

    private readonly AttributeCheck attributes = new(nodes);
    private readonly XmlReader xml = nodes.Xml;
    private string space = "";
    private object?[] contents = new object?[256];
    private int top;

    /// <summary>The name of the element whose start tag was read last.</summary>
    public string Name => xml.LocalName;

    /// <summary>Its namespace.</summary>
    public string Namespace => xml.NamespaceURI;

    /// <summary>The nodes read from.</summary>
    public XmlNodes Nodes => nodes;

    /// <summary>Reads the element just begun as the root of a message or a header: all in it is in the element's namespace.</summary>
    public IComponent? Root(SequenceDescription type)
    {
        BeginRoot(type);
        return Sequence(type);
    }

    /// <summary>As <see cref="Root"/>, but only the start tag.</summary>
    public void BeginRoot(SequenceDescription type)
    {
        space = xml.NamespaceURI;
        attributes.Check(type);
    }

    /// <summary>Goes on to the next child of the current element; false where the current element ended, and is still open.</summary>
    public bool NextChild()
    {
        while (nodes.Advance() is var node && node != XmlNodeType.EndElement)
        {
            switch (node)
            {
                case XmlNodeType.Element:
                    nodes.Open();
                    return true;
                default:
                    if (nodes.AppendText("").Trim(XmlCharacters.Spaces) is { Length: > 0 } stray)
                    {
                        nodes.FailHere(ReadFailureKind.UnexpectedText, stray, "elements only");
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>Reads the content of the element just begun.</summary>
    public object? Content(TypeDescription type) =>
        type switch
        {
            SimpleDescription simple => Simple(simple),
            SequenceDescription sequence => Sequence(sequence),
            ChoiceDescription choice => Choice(choice),
            AmountDescription amount => Amount(amount),
            FragmentDescription fragment => new FragmentReader(this).Read(fragment, space),
            _ => throw new UnreachableException(),
        };

    private IComponent? Sequence(SequenceDescription type)
    {
        var failed = nodes.Failures.Count;
        var bottom = top;
        top += type.Elements.Count;
        if (top > contents.Length)
        {
            Array.Resize(ref contents, contents.Length * 2);
        }

        var place = new ContentPlace(type);
        while (NextChild())
        {
            if (Take(ref place) is not { } element)
            {
                continue;
            }

            var content = Content(element.Type);
            Keep(ref contents[bottom + element.Index], element, content);
        }

        EndOf(place);
        var made = nodes.Failures.Count == failed ? type.Make(contents.AsSpan(bottom, type.Elements.Count)) : null;
        Array.Clear(contents, bottom, type.Elements.Count);
        top = bottom;
        return made;
    }

    private IComponent? Choice(ChoiceDescription type)
    {
        var failed = nodes.Failures.Count;
        object? held = null;
        var place = new ContentPlace(type);
        while (NextChild())
        {
            if (Take(ref place) is { } element)
            {
                Keep(ref held, element, Content(element.Type));
            }
        }

        EndOf(place);
        return nodes.Failures.Count == failed ? type.Make(place.Chosen, held) : null;
    }

    /// <summary>Closes the current element, which ended when its content had come this far.</summary>
    public void EndOf(ContentPlace place)
    {
        if (!place.IsComplete)
        {
            nodes.Fail(ReadFailureKind.MissingElement, "the element's end", place.Allowed);
        }

        nodes.Close();
    }

    /// <summary>The description of the element just begun; null where it does not belong here, and was passed over.</summary>
    public ElementDescription? Take(ref ContentPlace place)
    {
        var allowed = place;
        var known = ReferenceEquals(xml.NamespaceURI, space) || xml.NamespaceURI == space;
        if (known && Step(ref place, xml.LocalName))
        {
            attributes.Check(place.Element.Type);
            return place.Element;
        }

        nodes.Fail(
            ReadFailureKind.UnexpectedElement,
            known || space.Length == 0 ? xml.LocalName : Qualified(),
            allowed.Allowed
        );
        if (known && place.Recover(xml.LocalName) is { } misplaced)
        {
            attributes.Check(misplaced.Type);
            Content(misplaced.Type);
        }
        else
        {
            nodes.Skip();
        }

        return null;
    }

    private static bool Step(ref ContentPlace place, string tag)
    {
        Span<byte> utf8 = stackalloc byte[LongestTag];
        return Encoding.UTF8.TryGetBytes(tag, utf8, out var length) && place.Step(utf8[..length]);
    }

    private static void Keep(ref object? slot, ElementDescription element, object? content)
    {
        if (!element.Repeats)
        {
            slot = content;
        }
        else if (content is not null)
        {
            slot ??= new List<object>();
            ((List<object>)slot).Add(content);
        }
    }

    private object? Simple(SimpleDescription type)
    {
        var text = Text();
        var value = type.Parse(text);
        if (value is null)
        {
            nodes.Fail(ReadFailureKind.InvalidValue, text, type.Allowed);
        }

        nodes.Close();
        return value;
    }

    private IAmount? Amount(AmountDescription type)
    {
        var currency = xml.GetAttribute(AmountDescription.CurrencyAttribute) is { } code
            ? type.Currency.Parse(code)
            : null;
        var text = Text();
        var valid = type.Number.TryParse(text, out var number);
        if (!valid)
        {
            nodes.Fail(ReadFailureKind.InvalidValue, text, type.Number.Allowed);
        }

        nodes.Close();
        return valid && currency is not null ? type.Make(number, (TextValue)currency) : null;
    }

    private string Text()
    {
        var text = "";
        while (nodes.Advance() is var node && node != XmlNodeType.EndElement)
        {
            if (node == XmlNodeType.Element)
            {
                nodes.Open();
                nodes.Fail(ReadFailureKind.UnexpectedElement, xml.LocalName, "the element's end");
                nodes.Skip();
            }
            else
            {
                text = nodes.AppendText(text);
            }
        }

        return text;
    }

    private string Qualified() =>
        xml.NamespaceURI.Length == 0 ? xml.LocalName + " in no namespace" : $"{xml.LocalName} in {xml.NamespaceURI}";
}
