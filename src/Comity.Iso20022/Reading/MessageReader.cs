using System.Xml;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Reading;

/// <summary>
/// Reads an ISO 20022 message, bare or in an envelope of any name with or without a business application header, and checks
/// it against the official schema.
/// </summary>
public static class MessageReader
{
    /// <summary>How many elements, the envelope's own included, may stand around the header and the document.</summary>
    public const int MaxWrappers = 3;

    /// <summary>
    /// Reads <paramref name="stream"/> to its end, as UTF-8, forwards only. Bad input is a failure, not an exception; the
    /// stream's own exceptions pass through. The stream stays open.
    /// </summary>
    /// <param name="stream">The message's text.</param>
    /// <param name="limits">How much to read at most; <see cref="ReadLimits.Default"/> if absent.</param>
    public static ReadResult Read(Stream stream, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bounds = limits ?? ReadLimits.Default;
        try
        {
            using var source = new Utf8Source(stream, bounds.MaxBytes);
            return Read(source, bounds);
        }
        catch (ReadRefusalException refusal)
        {
            return new ReadResult.Refused(refusal.Failure);
        }
    }

    /// <summary>As <see cref="Read(Stream, ReadLimits?)"/>, from bytes in memory.</summary>
    public static ReadResult Read(ReadOnlyMemory<byte> text, ReadLimits? limits = null)
    {
        using var stream = new MemoryStream(text.ToArray(), writable: false);
        return Read(stream, limits);
    }

    private static ReadResult Read(Utf8Source source, ReadLimits limits)
    {
        var xml = new ElementReader(source.Xml, limits);
        try
        {
            var message = new EnvelopeReader(xml).Read();
            return source.Exceeded ? TooLarge(xml, limits) : new ReadResult.Accepted(message);
        }
        catch (XmlException) when (source.Exceeded)
        {
            return TooLarge(xml, limits);
        }
        catch (XmlException fault)
        {
            var (kind, found, allowed) = Classify(fault);
            return Refused(kind, fault.LineNumber, fault.LinePosition, xml, found, allowed);
        }
    }

    // The framework has no codes for these; its messages name the DTD and the character, in English only.
    private static (ReadFailureKind Kind, string Found, string Allowed) Classify(XmlException fault)
    {
        if (Utf8Source.IsWrongEncoding(fault))
        {
            return (ReadFailureKind.WrongEncoding, "bytes that are not UTF-8", "UTF-8");
        }

        return fault.Message.Contains("DTD", StringComparison.OrdinalIgnoreCase)
            ? (ReadFailureKind.DocumentTypeForbidden, "a document type declaration", "no document type declaration")
            : (ReadFailureKind.NotWellFormed, fault.Message, "well-formed XML");
    }

    private static ReadResult.Refused TooLarge(ElementReader xml, ReadLimits limits) =>
        Refused(
            ReadFailureKind.TooLarge,
            0,
            0,
            xml,
            "more bytes",
            FormattableString.Invariant($"at most {limits.MaxBytes} bytes")
        );

    private static ReadResult.Refused Refused(
        ReadFailureKind kind,
        int line,
        int column,
        ElementReader xml,
        string found,
        string allowed
    ) => new(new ReadFailure(kind, line, column, xml.Path, ValueRefusal.Cut(found), allowed));
}
