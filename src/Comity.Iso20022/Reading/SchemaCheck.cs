using System.Xml;
using System.Xml.Schema;
using Comity.Iso20022.Schema;

namespace Comity.Iso20022.Reading;

/// <summary>
/// The framework's schema validator inside a fragment, told of each node that the reader is at. Each call says whether the node is valid; after
/// the first that is not, the validator is of no further use.
/// </summary>
internal sealed class SchemaCheck
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private readonly XmlReader xml;
    private readonly XmlSchemaValidator validator;
    private bool valid = true;

    public SchemaCheck(string message, string type, XmlReader xml)
    {
        var schema = SchemaLibrary.Of(message);
        this.xml = xml;
        var resolver = (IXmlNamespaceResolver)xml;
        validator = new XmlSchemaValidator(xml.NameTable, schema, resolver, XmlSchemaValidationFlags.None)
        {
            XmlResolver = null,
            LineInfoProvider = (IXmlLineInfo)xml,
        };
        validator.ValidationEventHandler += (_, fault) => valid &= fault.Severity != XmlSeverityType.Error;

        // The fragment's own element holds it: what no schema declares is allowed in there, but not as a document of its own.
        validator.Initialize(schema.GlobalTypes[new XmlQualifiedName(type, message)]!);
        validator.ValidateElement("Envlp", message, null);
        validator.ValidateEndOfAttributes(null);
    }

    public bool Begin()
    {
        var type = xml.GetAttribute("type", SchemaInstance);
        var nil = xml.GetAttribute("nil", SchemaInstance);
        validator.ValidateElement(xml.LocalName, xml.NamespaceURI, null, type, nil, null, null);
        return valid;
    }

    public bool Attribute()
    {
        validator.ValidateAttribute(xml.LocalName, xml.NamespaceURI, xml.Value, null);
        return valid;
    }

    public bool EndOfAttributes()
    {
        validator.ValidateEndOfAttributes(null);
        return valid;
    }

    public bool Text(string text, bool isSpace)
    {
        if (isSpace)
        {
            validator.ValidateWhitespace(text);
        }
        else
        {
            validator.ValidateText(text);
        }

        return valid;
    }

    public bool End()
    {
        validator.ValidateEndElement(null);
        return valid;
    }
}
