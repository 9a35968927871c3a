using System.Text.Encodings.Web;
using System.Text.Json;
using Comity.Iso20022.Components;

namespace Comity.Iso20022.Json;

/// <summary>
/// Writes messages in JSON, in the form that <see cref="JsonMessageReader"/> reads: UTF-8 without a byte order mark, indented by
/// two spaces, lines ended by LF, members in the schema's order, what repeats always in an array. Equal messages give equal bytes.
/// </summary>
public static class JsonMessageWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        // Names and XML stay readable. Who puts the text into a web page has to escape it there.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Writes <paramref name="message"/> to <paramref name="stream"/>, which stays open, with the header beside it where there is
    /// one. Without a header the text does not say the message's version: the receiver must know it.
    /// </summary>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier.</exception>
    public static void Write(Message message, Stream stream, BusinessApplicationHeaderV02? header = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (header is not null && header.MsgDefIdr.Value != message.Type.Identifier)
        {
            throw new ArgumentException(
                $"The header announces {header.MsgDefIdr}; the message is a {message.Type}.",
                nameof(header)
            );
        }

        using var json = new Utf8JsonWriter(stream, Options);
        var components = new JsonComponentWriter(json);
        json.WriteStartObject();
        if (header is not null)
        {
            json.WritePropertyName(JsonDocumentReader.Header);
            components.Write(header);
        }

        json.WritePropertyName(JsonDocumentReader.Document);
        components.Write(message);
        json.WriteEndObject();
    }

    /// <summary>As <see cref="Write"/>, into memory.</summary>
    /// <exception cref="ArgumentException">The header's <c>MsgDefIdr</c> is not the message's identifier.</exception>
    public static byte[] ToBytes(Message message, BusinessApplicationHeaderV02? header = null)
    {
        using var stream = new MemoryStream();
        Write(message, stream, header);
        return stream.ToArray();
    }
}
