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

    /// <summary>
    /// As <see cref="Comity.Iso20022.Reading.MessageReader"/> decodes a text: UTF-8, whatever its declaration says. Were the
    /// two to differ, what is verified would not be what is read.
    /// </summary>
    public static XmlDocument Load(ReadOnlyMemory<byte> text)
    {
        var content = text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
        return Load(new MemoryStream(content.ToArray(), writable: false));
    }

    /// <summary>The tree of a text that begins with no byte order mark.</summary>
    public static XmlDocument Load(Stream text)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        using var decoded = new StreamReader(text, strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        using var reader = XmlReader.Create(decoded, Reading);
        document.Load(reader);
        return document;
    }
}
