using System.Diagnostics;
using System.Globalization;
using System.Xml;
using Comity.Iso20022.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Writing;

/// <summary>Writes components as elements in one namespace, by their descriptions.</summary>
internal sealed class ElementWriter(XmlWriter xml, string @namespace, Func<string, int?>? currencyDecimals)
{
    /// <summary>Writes the elements that a component holds, without one around them.</summary>
    public void Write(IComponent component)
    {
        foreach (var element in component.Description.Elements.Span)
        {
            switch (component[element.Index])
            {
                case null:
                    break;
                case IValueList list when element.Repeats:
                    for (var i = 0; i < list.Count; i++)
                    {
                        Write(element, list[i]);
                    }

                    break;
                case { } content:
                    Write(element, content);
                    break;
            }
        }
    }

    /// <summary>Writes one element.</summary>
    public void Write(ElementDescription element, object content)
    {
        xml.WriteStartElement(element.Tag, @namespace);
        switch (element.Type)
        {
            case SimpleDescription simple:
                xml.WriteString(simple.Text(content));
                break;
            case AmountDescription:
                var amount = (IAmount)content;
                xml.WriteAttributeString(AmountDescription.CurrencyAttribute, amount.Currency);
                xml.WriteString(Number(amount, ((AmountDescription)element.Type).Number));
                break;
            case ComponentDescription:
                Write((IComponent)content);
                break;
            case FragmentDescription:
                Fragment(((IFragment)content).Any);
                break;
            default:
                throw new UnreachableException();
        }

        xml.WriteEndElement();
    }

    // Never more digits after the point than the schema allows: the currency's zeros are left out then.
    private string Number(IAmount amount, NumberDescription number)
    {
        var text = amount.Value.ToString(CultureInfo.InvariantCulture);
        if (currencyDecimals?.Invoke(amount.Currency) is not { } decimals)
        {
            return text;
        }

        if (decimal.Round(amount.Value, decimals) != amount.Value)
        {
            throw new ArgumentException(
                $"{text} {amount.Currency}: the currency has {decimals} digits after the point.",
                nameof(amount)
            );
        }

        var padded = amount.Value.ToString(
            "F" + decimals.ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        return number.TryParse(padded, out _) ? padded : text;
    }

    private void Fragment(XmlFragment fragment)
    {
        using var copy = XmlFragment.Open(fragment.Text);
        copy.MoveToContent();
        // Text, though empty, makes the content mixed: the writer then indents nothing in it, and the fragment stays as it is.
        xml.WriteString("");
        xml.WriteNode(copy, defattr: false);
    }
}
