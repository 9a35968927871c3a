using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Comity.Iso20022.Reading;

namespace Comity.Iso20022.Json;

/// <summary>A text in memory that was seen to be UTF-8 and JSON, within the limits.</summary>
internal static class JsonSource
{
    private const string NoMore = " LineNumber:";

    /// <summary>How the framework reads: no comments, no commas at the end, one level more than allowed, to tell that from bad JSON.</summary>
    public static JsonReaderOptions Options(ReadLimits limits) =>
        new() { MaxDepth = Math.Min(limits.MaxDepth, int.MaxValue - 1) + 1 };

    /// <summary>The bytes of the stream, at most one more than the limit.</summary>
    public static ReadOnlyMemory<byte> Take(Stream stream, ReadLimits limits)
    {
        using var all = new MemoryStream();
        var chunk = new byte[1 << 16];
        int read;
        while (all.Length <= limits.MaxBytes && (read = stream.Read(chunk)) > 0)
        {
            all.Write(chunk.AsSpan(0, (int)Math.Min(read, limits.MaxBytes + 1 - all.Length)));
        }

        return new ReadOnlyMemory<byte>(all.GetBuffer(), 0, (int)all.Length);
    }

    /// <summary>Refuses a text that is too large or too deep, not UTF-8, or not JSON.</summary>
    public static void Check(ReadOnlySpan<byte> text, ReadLimits limits, JsonFaults faults)
    {
        if (text.Length > limits.MaxBytes)
        {
            var most = FormattableString.Invariant($"at most {limits.MaxBytes} bytes");
            faults.Stop(JsonReadFailureKind.TooLarge, -1, "more bytes", most);
        }

        if (text.IsEmpty)
        {
            faults.Stop(JsonReadFailureKind.Empty, -1, "nothing", "a message");
        }

        if (text[..Math.Min(4, text.Length)].Contains((byte)0))
        {
            faults.Stop(JsonReadFailureKind.WrongEncoding, 0, "text in UTF-16 or UTF-32", "UTF-8");
        }

        if (!Utf8.IsValid(text))
        {
            faults.Stop(JsonReadFailureKind.WrongEncoding, FirstInvalid(text), "bytes that are not UTF-8", "UTF-8");
        }

        CheckTokens(text, limits, faults);
    }

    private static void CheckTokens(ReadOnlySpan<byte> text, ReadLimits limits, JsonFaults faults)
    {
        var json = new Utf8JsonReader(text, Options(limits));
        try
        {
            while (json.Read())
            {
                if (
                    json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                    && json.CurrentDepth >= limits.MaxDepth
                )
                {
                    var most = FormattableString.Invariant($"at most {limits.MaxDepth} levels of objects and arrays");
                    var found = FormattableString.Invariant($"level {json.CurrentDepth + 1}");
                    faults.Stop(JsonReadFailureKind.TooDeep, json.TokenStartIndex, found, most);
                }
            }
        }
        catch (JsonException fault)
        {
            var end = fault.Message.IndexOf(NoMore, StringComparison.Ordinal);
            var found = end < 0 ? fault.Message : fault.Message[..end];
            faults.Stop(JsonReadFailureKind.NotWellFormed, Offset(text, fault), found, "well-formed JSON");
        }
    }

    private static long Offset(ReadOnlySpan<byte> text, JsonException fault)
    {
        var start = 0;
        for (var line = fault.LineNumber ?? 0; line > 0; line--)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        return start + (fault.BytePositionInLine ?? 0);
    }

    private static long FirstInvalid(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(text[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
