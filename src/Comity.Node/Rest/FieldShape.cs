using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf.Reflection;

namespace Comity.Node.Rest;

/// <summary>What a field takes, in JSON and in a query.</summary>
internal static class FieldShape
{
    /// <summary>A property's name; JSON can escape what is no text.</summary>
    public static bool TryName(JsonProperty property, out string name)
    {
        try
        {
            name = property.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "?";
            return false;
        }
    }

    /// <summary>A string's text; JSON can escape what is no text.</summary>
    public static bool TryText(JsonElement json, out string text)
    {
        try
        {
            text = json.GetString() ?? string.Empty;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }

    /// <summary>What is wrong with a value that is written as text; absent where nothing is.</summary>
    public static string? CheckText(string text, FieldDescriptor field)
    {
        var good = field.FieldType switch
        {
            FieldType.UInt32 => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            FieldType.UInt64 => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            FieldType.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            FieldType.Bool => text is "true" or "false",
            FieldType.Enum => field.EnumType.FindValueByName(text) is not null,
            FieldType.Bytes => Base64.IsValid(text) && text.Length % 4 == 0,
            _ => true,
        };
        return good ? null : $"is '{Shown(text)}'; {Needed(field)} is needed";
    }

    /// <summary>What a field needs, in words.</summary>
    public static string Needed(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.UInt32 => "an integer from 0 to 4294967295",
            FieldType.UInt64 => "an integer from 0 to 18446744073709551615",
            FieldType.Int32 => "an integer from -2147483648 to 2147483647",
            FieldType.Bool => "true or false",
            FieldType.Bytes => "base64 with padding (RFC 4648, section 4)",
            FieldType.Enum => $"one of {string.Join(", ", field.EnumType.Values.Select(static value => value.Name))}",
            FieldType.Message => "an object",
            _ => "a string",
        };

    /// <summary>The fields that a message has, in words.</summary>
    public static string Known(MessageDescriptor message) =>
        message.Fields.InDeclarationOrder().Count == 0
            ? "none is taken here"
            : $"there are {string.Join(", ", message.Fields.InDeclarationOrder().Select(static field => field.Name))}";

    /// <summary>As much of a text as an answer should repeat.</summary>
    public static string Shown(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");
}
