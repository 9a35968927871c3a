using System.Xml;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Reading;

/// <summary>
/// The attributes of an element in a message: the currency of an amount, and no other. Namespace declarations and the hints
/// of XML Schema instances may stand anywhere, as XML Schema has it: <c>xsi:schemaLocation</c>, and <c>xsi:type</c> if it
/// names the element's own type.
/// </summary>
internal sealed class AttributeCheck(XmlNodes nodes)
{
    private const string Declarations = "http://www.w3.org/2000/xmlns/";
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly XmlReader xml = nodes.Xml;

    /// <summary>Checks the attributes of the element just begun.</summary>
    public void Check(TypeDescription type)
    {
        var currency = type is AmountDescription;
        if (xml.HasAttributes)
        {
            var space = xml.NamespaceURI;
            while (xml.MoveToNextAttribute())
            {
                if (xml.NamespaceURI != Declarations)
                {
                    currency &= !CheckOne(type, space);
                }
            }

            xml.MoveToElement();
        }

        if (currency)
        {
            nodes.Fail(ReadFailureKind.MissingAttribute, "no such attribute", AmountDescription.CurrencyAttribute);
        }
    }

    // True where it is the amount's currency.
    private bool CheckOne(TypeDescription type, string space)
    {
        switch (xml.NamespaceURI, xml.LocalName)
        {
            case ("", AmountDescription.CurrencyAttribute) when type is AmountDescription amount:
                if (amount.Currency.Parse(xml.Value) is null)
                {
                    Fail(amount.Currency.Allowed);
                }

                return true;
            case (SchemaInstance, "schemaLocation" or "noNamespaceSchemaLocation"):
            case (SchemaInstance, "type") when IsOwnType(type, space):
                return false;
            case (SchemaInstance, "type" or "nil"):
                Fail("no xsi:type or xsi:nil that changes the element");
                return false;
            default:
                nodes.FailHere(ReadFailureKind.UnexpectedAttribute, xml.Name, "no such attribute");
                return false;
        }
    }

    private void Fail(string allowed) =>
        nodes.FailHere(ReadFailureKind.InvalidAttribute, $"{xml.Name}=\"{xml.Value}\"", allowed);

    private bool IsOwnType(TypeDescription type, string space)
    {
        var name = xml.Value;
        var colon = name.IndexOf(':');
        var prefix = colon < 0 ? "" : name[..colon];
        return name[(colon + 1)..] == type.Name && xml.LookupNamespace(prefix) == space;
    }
}
