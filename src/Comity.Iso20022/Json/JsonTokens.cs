using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Comity.Iso20022.Json;

/// <summary>What the framework's reader lacks: strings that may hold half of a surrogate pair, and tokens in words.</summary>
internal static class JsonTokens
{
    /// <summary>
    /// The token's string or member name; false where an escape stands for half of a surrogate pair, which the framework
    /// only tells by an exception.
    /// </summary>
    public static bool TryGetText(ref Utf8JsonReader json, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = json.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }

    /// <summary>The member's name, or what is wrong with it.</summary>
    public static string Name(ref Utf8JsonReader json) =>
        TryGetText(ref json, out var name) ? name : "a name with half of a surrogate pair";

    /// <summary>Whether the member is called <paramref name="name"/>.</summary>
    public static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (!json.ValueIsEscaped)
        {
            return json.ValueSpan.SequenceEqual(name);
        }

        return TryGetText(ref json, out var text)
            && System.Text.Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(name);
    }

    /// <summary>The value at the reader in words: <c>the number 12.50</c>.</summary>
    public static string InWords(ref Utf8JsonReader json) =>
        json.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a string",
            JsonTokenType.Number => "the number "
                + System.Text.Encoding.UTF8.GetString(json.ValueSpan[..Math.Min(90, json.ValueSpan.Length)]),
            JsonTokenType.True => "the value true",
            JsonTokenType.False => "the value false",
            _ => "null",
        };
}
