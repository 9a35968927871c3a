using System.Xml;
using System.Xml.Schema;
using System.Xml.Serialization;
using Comity.Iso20022;

namespace Comity.Bench.Iso20022;

/// <summary>The peer: the framework's <see cref="XmlSerializer"/> over its <see cref="XmlReader"/>, which validates against the official schemas.</summary>
internal sealed class FrameworkReader
{
    private static readonly MessageType Message = SupportedMessages.TryGet("pacs.008.001.08", out var type)
        ? type
        : throw new InvalidOperationException("The message is not supported.");

    private readonly XmlSerializer serializer = new(FrameworkTypes.Of(Message));
    private readonly XmlReaderSettings settings;

    public FrameworkReader()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        foreach (var name in (string[])["pacs.008.001.08.xsd", "head.001.001.02.xsd"])
        {
            using var text = Resources.Open(name);
            using var reader = XmlReader.Create(text);
            schemas.Add(null, reader);
        }

        schemas.Compile();
        settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        serializer.UnknownElement += static (_, unknown) =>
            throw new InvalidOperationException($"The framework has no field for {unknown.Element.Name}.");
        settings.ValidationEventHandler += static (_, fault) => throw new XmlSchemaValidationException(fault.Message);
    }

    /// <summary>Reads a payment, bare or behind its header. The header is validated and not kept.</summary>
    /// <exception cref="XmlSchemaValidationException">It is not valid.</exception>
    public object Read(byte[] text)
    {
        using var reader = XmlReader.Create(new MemoryStream(text), settings);
        reader.ReadToFollowing("Document", Message.Namespace);
        var payment = serializer.Deserialize(reader)!;
        while (reader.Read()) { }

        return payment;
    }

    /// <summary>Makes sure that it validates: a peer that does less than it should is none.</summary>
    public void RequireRefusal(byte[] wrong)
    {
        try
        {
            Read(wrong);
        }
        catch (Exception fault)
            when (fault is XmlSchemaValidationException || fault.InnerException is XmlSchemaValidationException)
        {
            return;
        }

        throw new InvalidOperationException("The framework took a message that is not valid.");
    }
}
