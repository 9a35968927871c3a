using System.Text;
using System.Xml;

namespace Comity.Iso20022.Signing;

/// <summary>XML trees to and from text, without a change that canonical XML would show.</summary>
internal static class XmlText
{
    private static readonly XmlReaderSettings Reading = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    private static readonly XmlWriterSettings Writing = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        // A carriage return in a text must come back as one, or the digest is another.
        NewLineHandling = NewLineHandling.Entitize,
        CloseOutput = false,
    };

    /// <summary>An element by itself, with the namespaces that it uses; or a whole document.</summary>
    public static MemoryStream Of(XmlNode node)
    {
        var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Writing))
        {
            node.WriteTo(writer);
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>The tree of a text in UTF-8 that <see cref="Comity.Iso20022.Reading.MessageReader"/> has accepted, or of one made here.</summary>
    public static XmlDocument Load(Stream text)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using var reader = XmlReader.Create(text, Reading);
        document.Load(reader);
        return document;
    }
}
