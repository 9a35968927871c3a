using System.Text.Json;

namespace Comity.Iso20022.Rules.Loading;

/// <summary>Reads a JSON text, comments allowed, into parts that know their places. True, false, null and fractions are not used.</summary>
internal ref struct JsonParts
{
    private readonly ReadOnlySpan<byte> text;
    private Utf8JsonReader json;
    private int counted;
    private int line;
    private int lineStart;

    private JsonParts(ReadOnlySpan<byte> text)
    {
        this.text = text;
        json = new Utf8JsonReader(
            text,
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        line = 1;
    }

    /// <exception cref="RuleBookException">The text is not JSON, or has what rule books do not use.</exception>
    public static JsonPart Read(ReadOnlySpan<byte> text)
    {
        try
        {
            var parts = new JsonParts(text);
            parts.json.Read();
            var whole = parts.Part();
            parts.json.Read();
            return whole;
        }
        catch (JsonException fault)
        {
            throw new RuleBookException(
                (int)(fault.LineNumber ?? 0) + 1,
                (int)(fault.BytePositionInLine ?? 0) + 1,
                "text that is not JSON",
                "well-formed JSON, with comments where they help"
            );
        }
    }

    private JsonPart Part()
    {
        var (atLine, atColumn) = Place();
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return new JsonPart.Text(atLine, atColumn, json.GetString()!);
            case JsonTokenType.Number when json.TryGetInt32(out var number):
                return new JsonPart.Number(atLine, atColumn, number);
            case JsonTokenType.StartArray:
                var items = new List<JsonPart>();
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Part());
                }

                return new JsonPart.List(atLine, atColumn, items);
            case JsonTokenType.StartObject:
                return new JsonPart.Group(atLine, atColumn, Members());
            default:
                throw new RuleBookException(
                    atLine,
                    atColumn,
                    json.TokenType.ToString(),
                    "an object, a list, a text or a whole number"
                );
        }
    }

    private List<JsonMember> Members()
    {
        var members = new List<JsonMember>();
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var (line, column) = Place();
            var name = json.GetString()!;
            if (members.Exists(m => m.Name == name))
            {
                throw new RuleBookException(line, column, "a second \"" + name + "\"", "each name once in an object");
            }

            json.Read();
            members.Add(new JsonMember(line, column, name, Part()));
        }

        return members;
    }

    private (int Line, int Column) Place()
    {
        var at = (int)json.TokenStartIndex;
        for (; counted < at; counted++)
        {
            if (text[counted] == '\n')
            {
                line++;
                lineStart = counted + 1;
            }
        }

        return (line, at - lineStart + 1);
    }
}
