using System.Text;
using Comity.SwiftMt.Messages;

namespace Comity.SwiftMt.Writing;

/// <summary>
/// Writes messages: always within their format and rules, lines ended by CR LF, in ASCII. Equal messages give equal text, and what was
/// read comes out as it was, where it was written canonically: user header in the handbook's order, numbers without leading zeros.
/// </summary>
public static class MtWriter
{
    /// <summary>The message as text.</summary>
    /// <exception cref="ArgumentException">The message breaks one of its rules: a fault of the program. See <see cref="MtMessage.BrokenRules"/>.</exception>
    public static string ToText(MtMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var broken = message.BrokenRules();
        if (broken.Count > 0)
        {
            throw new ArgumentException($"{message.Name} breaks rule {broken[0]}", nameof(message));
        }

        var headers = message.Headers;
        var text = new StringBuilder();
        text.Append("{1:").Append(headers.Basic).Append('}');
        text.Append("{2:").Append(headers.Application).Append('}');
        if (headers.User is not null)
        {
            text.Append("{3:").Append(headers.User).Append('}');
        }

        text.Append("{4:\r\n").Append(Fields(message)).Append("-}");
        if (headers.Trailer is not null)
        {
            text.Append("{5:").Append(headers.Trailer).Append('}');
        }

        if (headers.System is not null)
        {
            text.Append("{S:").Append(headers.System).Append('}');
        }

        return text.ToString();
    }

    /// <summary>As <see cref="ToText"/>, in ASCII.</summary>
    /// <exception cref="ArgumentException">The message breaks one of its rules.</exception>
    public static byte[] ToBytes(MtMessage message) => Encoding.ASCII.GetBytes(ToText(message));

    /// <summary>The fields of block 4 alone, without its braces.</summary>
    public static string Fields(MtMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var sink = new FieldSink();
        message.Write(sink);
        return sink.ToString();
    }
}
