using System.Text.Json.Nodes;
using Comity.Protocol;
using Google.Protobuf.Reflection;

namespace Comity.Node.OpenApi;

/// <summary>JSON schemas of the contract's messages (JSON Schema 2020-12, as OpenAPI 3.1 has it).</summary>
internal sealed class Schemas
{
    private readonly SortedDictionary<string, JsonObject> _components = new(StringComparer.Ordinal);

    /// <summary>A reference to a message's schema, which is noted.</summary>
    public JsonObject Reference(MessageDescriptor message)
    {
        var name = NameOf(message.FullName);
        if (_components.TryAdd(name, []))
        {
            _components[name] = Describe(message);
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    /// <summary>Everything that was noted.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, schema) in _components)
        {
            json[name] = schema;
        }

        return json;
    }

    /// <summary>A field's schema with what the contract says of it.</summary>
    public JsonObject Of(FieldDescriptor field)
    {
        var schema = field.IsRepeated
            ? new JsonObject { ["type"] = "array", ["items"] = Single(field) }
            : Single(field);
        var comment = Contract.CommentOf(field.FullName);
        if (comment.Length > 0)
        {
            schema["description"] = comment;
        }

        return schema;
    }

    private JsonObject Describe(MessageDescriptor message)
    {
        var schema = new JsonObject { ["type"] = "object" };
        var comment = Contract.CommentOf(message.FullName);
        var choices = message
            .Oneofs.Where(static oneof => !oneof.IsSynthetic)
            .Select(static oneof =>
                $"At most one of {string.Join(", ", oneof.Fields.Select(static field => field.Name))}."
            );
        var words = string.Join("\n\n", choices.Prepend(comment).Where(static part => part.Length > 0));
        if (words.Length > 0)
        {
            schema["description"] = words;
        }

        var properties = new JsonObject();
        foreach (var field in message.Fields.InDeclarationOrder())
        {
            properties[field.Name] = Of(field);
        }

        schema["properties"] = properties;
        schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Single(FieldDescriptor field) =>
        field.FieldType switch
        {
            FieldType.Message => Reference(field.MessageType),
            FieldType.Enum => Values(field.EnumType),
            FieldType.Bool => new() { ["type"] = "boolean" },
            FieldType.UInt32 => new()
            {
                ["type"] = "integer",
                ["minimum"] = 0,
                ["maximum"] = uint.MaxValue,
            },
            FieldType.Int32 => new() { ["type"] = "integer", ["format"] = "int32" },
            FieldType.UInt64 => new()
            {
                ["type"] = "integer",
                ["format"] = "uint64",
                ["minimum"] = 0,
            },
            FieldType.Bytes => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
            FieldType.String => new() { ["type"] = "string" },
            _ => throw new InvalidOperationException($"{field.FullName} has a type that the API does not use."),
        };

    private JsonObject Values(EnumDescriptor values)
    {
        var name = NameOf(values.FullName);
        if (!_components.ContainsKey(name))
        {
            var meanings = values
                .Values.Select(static value => (value.Name, Comment: Contract.CommentOf(ValueName(value))))
                .Where(static value => value.Comment.Length > 0)
                .Select(static value => $"- {value.Name}: {value.Comment}");
            var schema = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. values.Values.Select(static value => (JsonNode)value.Name)]),
            };
            var words = string.Join(
                "\n",
                meanings.Prepend(Contract.CommentOf(values.FullName)).Where(static part => part.Length > 0)
            );
            if (words.Length > 0)
            {
                schema["description"] = words;
            }

            _components[name] = schema;
        }

        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    // Protobuf puts values beside their enum; comments are kept under the enum's own name.
    private static string ValueName(EnumValueDescriptor value) => $"{value.EnumDescriptor.FullName}.{value.Name}";

    private static string NameOf(string fullName) => fullName["comity.v1.".Length..];
}
