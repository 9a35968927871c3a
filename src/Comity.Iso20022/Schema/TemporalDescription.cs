using System.Xml;
using System.Xml.Schema;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Schema;

/// <summary>A date, a time, or a part of one: what the framework's own reading of XML Schema allows.</summary>
public sealed class TemporalDescription : SimpleDescription
{
    private const int LongestText = 64;
    private static readonly NameTable Names = new();

    private readonly XmlSchemaDatatype datatype;
    private readonly Func<string, TemporalValue> make;

    internal TemporalDescription(string name, string allowed, XmlTypeCode kind, Func<string, TemporalValue> make)
        : base(name, allowed)
    {
        (Kind, this.make) = (kind, make);
        datatype = XmlSchemaType.GetBuiltInSimpleType(kind).Datatype!;
    }

    /// <summary>Date, DateTime, Time, GYear or GYearMonth.</summary>
    public XmlTypeCode Kind { get; }

    /// <inheritdoc/>
    public override object? Parse(string text) =>
        XmlCharacters.Collapse(text) is var collapsed && Fits(collapsed) ? make(collapsed) : null;

    /// <inheritdoc/>
    public override string Text(object value) => ((TemporalValue)value).Value;

    internal Checked<T> Check<T>(string text, Func<string, T> construct)
        where T : notnull =>
        Allows(text) ? new Checked<T>.Valid(construct(text)) : new Checked<T>.Refused(ValueRefusal.Of(this, text));

    internal string Require(string text) =>
        Allows(text) ? text : throw new ArgumentException(ValueRefusal.Of(this, text).ToString(), nameof(text));

    private bool Allows(string text) => text == XmlCharacters.Collapse(text) && Fits(text);

    private bool Fits(string text)
    {
        if (UsualTime.Is(text, Kind))
        {
            return true;
        }

        if (text.Length > LongestText)
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
