using System.Xml;
using System.Xml.Schema;

namespace Comity.Iso20022.Values;

/// <summary>What a date or time type allows: what the framework's own reading of XML Schema allows.</summary>
internal sealed class TemporalRule(string type, string allowed, XmlTypeCode code)
{
    private static readonly NameTable Names = new();

    private readonly XmlSchemaDatatype datatype = XmlSchemaType.GetBuiltInSimpleType(code).Datatype!;

    public Checked<T> Check<T>(string text, Func<string, T> make)
        where T : notnull =>
        Allows(text)
            ? new Checked<T>.Valid(make(text))
            : new Checked<T>.Refused(new ValueRefusal(type, ValueRefusal.Cut(text), allowed));

    public string Require(string text) =>
        Allows(text)
            ? text
            : throw new ArgumentException(
                new ValueRefusal(type, ValueRefusal.Cut(text), allowed).ToString(),
                nameof(text)
            );

    private bool Allows(string text)
    {
        if (text.Length > 64 || text != XmlCharacters.Collapse(text))
        {
            return false;
        }

        try
        {
            datatype.ParseValue(text, Names, null);
            return true;
        }
        catch (XmlSchemaException)
        {
            return false;
        }
    }
}
