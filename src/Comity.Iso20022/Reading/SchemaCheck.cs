using System.Xml;
using System.Xml.Schema;

namespace Comity.Iso20022.Reading;

/// <summary>
/// The framework's schema validator, fed node by node as the reader goes. Each call says whether the node is valid; after the
/// first that is not, the validator is of no further use.
/// </summary>
internal sealed class SchemaCheck
{
    private readonly XmlSchemaValidator validator;
    private readonly XmlSchemaInfo info = new();
    private bool valid = true;

    public SchemaCheck(XmlSchemaSet schema, XmlReader xml)
    {
        var resolver = (IXmlNamespaceResolver)xml;
        validator = new XmlSchemaValidator(xml.NameTable, schema, resolver, XmlSchemaValidationFlags.None)
        {
            XmlResolver = null,
            LineInfoProvider = (IXmlLineInfo)xml,
        };
        validator.ValidationEventHandler += (_, fault) => valid &= fault.Severity != XmlSeverityType.Error;
        validator.Initialize();
    }

    /// <summary>The type of the element begun last, if the schema knows it.</summary>
    public XmlSchemaType? Type => info.SchemaType;

    public bool Begin(string name, string space, string? instanceType, string? instanceNil)
    {
        validator.ValidateElement(name, space, info, instanceType, instanceNil, null, null);
        return valid;
    }

    public bool Attribute(string name, string space, string value)
    {
        validator.ValidateAttribute(name, space, value, null);
        return valid;
    }

    public bool EndOfAttributes()
    {
        validator.ValidateEndOfAttributes(null);
        return valid;
    }

    public bool Text(string text)
    {
        validator.ValidateText(text);
        return valid;
    }

    public bool Whitespace(string text)
    {
        validator.ValidateWhitespace(text);
        return valid;
    }

    public bool End()
    {
        validator.ValidateEndElement(null);
        return valid;
    }

    public void Finish() => validator.EndValidation();
}
