using System.Text;
using System.Xml;

namespace Comity.Iso20022.Reading;

/// <summary>
/// The text of a message: UTF-8 (ISO 20022 part 4), strictly decoded, no more bytes than allowed, no document type, nothing
/// fetched from elsewhere.
/// </summary>
internal sealed class Utf8Source : IDisposable
{
    // Stands in for bytes that are not UTF-8. XML allows it nowhere, so the reader stops there and gives the exact place.
    private const char NoCharacter = '\uFFFF';

    private readonly StreamReader text;
    private readonly LimitedStream bytes;

    private Utf8Source(Stream stream, ReadOnlyMemory<byte> ahead, long limit)
    {
        if (ahead.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            ahead = ahead[Encoding.UTF8.Preamble.Length..];
        }

        bytes = new LimitedStream(stream, ahead, limit);
        var marking = Encoding.GetEncoding(
            Encoding.UTF8.CodePage,
            EncoderFallback.ExceptionFallback,
            new DecoderReplacementFallback(NoCharacter.ToString())
        );
        text = new StreamReader(
            bytes,
            marking,
            detectEncodingFromByteOrderMarks: false,
            bufferSize: 4096,
            leaveOpen: true
        );
        Xml = XmlReader.Create(
            text,
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = false,
                CheckCharacters = true,
                CloseInput = false,
            }
        );
    }

    /// <summary>Opens a text; null, and why, where its first bytes say that it is none in UTF-8.</summary>
    public static Utf8Source? Open(Stream stream, long limit, out ReadFailure? refusal)
    {
        var head = new byte[4];
        var ahead = head.AsMemory(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
        refusal = Refusal(ahead.Span);
        return refusal is null ? new Utf8Source(stream, ahead, limit) : null;
    }

    public XmlReader Xml { get; }

    /// <summary>Whether the text was cut at the limit.</summary>
    public bool Exceeded => bytes.Exceeded;

    /// <summary>Allows so many bytes from here.</summary>
    public void Allow(long limit) => bytes.Allow(limit);

    /// <summary>Whether this is the reader's complaint about bytes that are not UTF-8.</summary>
    public static bool IsWrongEncoding(XmlException fault) =>
        fault.Message.Contains(NoCharacter) || fault.Message.Contains("0xFFFF", StringComparison.Ordinal);

    public void Dispose()
    {
        Xml.Dispose();
        text.Dispose();
        bytes.Dispose();
    }

    private static ReadFailure? Refusal(ReadOnlySpan<byte> head) =>
        head.IsEmpty ? new ReadFailure(ReadFailureKind.Empty, 0, 0, "", "nothing", "a message")
        : head.StartsWith<byte>([0xFE, 0xFF]) || head.StartsWith<byte>([0xFF, 0xFE]) || head.Contains((byte)0)
            ? new ReadFailure(ReadFailureKind.WrongEncoding, 1, 1, "", "text in UTF-16 or UTF-32", "UTF-8")
        : null;
}
