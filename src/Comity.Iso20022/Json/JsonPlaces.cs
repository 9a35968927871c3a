using System.Globalization;
using System.Text;
using System.Text.Json;
using Comity.Iso20022.Values;

namespace Comity.Iso20022.Json;

/// <summary>
/// Finds line, column and path of faults by walking the text once more, so that reading a good text costs nothing for them.
/// </summary>
internal sealed class JsonPlaces
{
    private readonly List<Level> levels = [];

    private JsonPlaces() { }

    /// <summary>The faults with their places, in the order of the text.</summary>
    public static IReadOnlyList<JsonReadFailure> Of(
        ReadOnlySpan<byte> text,
        IReadOnlyList<JsonFault> faults,
        JsonReaderOptions options
    )
    {
        var places = new JsonPlaces();
        var ordered = faults.OrderBy(f => f.Offset).ToList();
        var found = new List<JsonReadFailure>(ordered.Count);
        var json = new Utf8JsonReader(text, options);
        var (line, lineStart, at) = (1, 0, 0);
        while (found.Count < ordered.Count)
        {
            var more = Read(ref json);
            if (more)
            {
                places.Enter(ref json);
            }

            while (found.Count < ordered.Count && (!more || ordered[found.Count].Offset < json.BytesConsumed))
            {
                var fault = ordered[found.Count];
                if (fault.Offset < 0)
                {
                    found.Add(new JsonReadFailure(fault.Kind, 0, 0, "$", fault.Found, fault.Allowed));
                    continue;
                }

                var offset = (int)Math.Min(fault.Offset, text.Length);
                for (; at < offset; at++)
                {
                    if (text[at] == '\n')
                    {
                        (line, lineStart) = (line + 1, at + 1);
                    }
                }

                var column = Encoding.UTF8.GetCharCount(text[lineStart..offset]) + 1;
                found.Add(new JsonReadFailure(fault.Kind, line, column, places.ToString(), fault.Found, fault.Allowed));
            }

            if (more)
            {
                places.Leave(json.TokenType);
            }
        }

        return found;
    }

    /// <summary>The path: <c>$.Document.FIToFICstmrCdtTrf.CdtTrfTxInf[1]</c>.</summary>
    public override string ToString()
    {
        var path = new StringBuilder("$");
        foreach (var level in levels)
        {
            if (level.Index >= 0)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{level.Index}]");
            }
            else if (level.Name is { } name)
            {
                // Names of the schemas are plain; others come from hostile texts, and must not write a log's next line.
                var plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
                path.Append(
                    plain ? "." + ValueRefusal.Cut(name) : $"[{JsonSerializer.Serialize(ValueRefusal.Cut(name))}]"
                );
            }
        }

        return path.ToString();
    }

    // False at the end, and where the text stops being JSON: a fault is noted for that already.
    private static bool Read(ref Utf8JsonReader json)
    {
        try
        {
            return json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Enter(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.PropertyName:
                levels[^1] = levels[^1] with { Name = JsonTokens.Name(ref json) };
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                levels[^1] = new Level(false, -1, null);
                break;
            default:
                if (levels.Count > 0 && levels[^1].IsArray)
                {
                    levels[^1] = levels[^1] with { Index = levels[^1].Index + 1 };
                }

                break;
        }
    }

    private void Leave(JsonTokenType token)
    {
        switch (token)
        {
            case JsonTokenType.StartObject:
                levels.Add(new Level(false, -1, null));
                break;
            case JsonTokenType.StartArray:
                levels.Add(new Level(true, -1, null));
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                levels.RemoveAt(levels.Count - 1);
                break;
        }
    }

    private readonly record struct Level(bool IsArray, int Index, string? Name);
}
