using System.Text.Json;
using Comity.Node.Errors;
using Google.Protobuf.Reflection;

namespace Comity.Node.Rest;

/// <summary>Whether JSON is a message of the contract (the proto3 JSON mapping, with nothing ignored and nothing guessed).</summary>
internal static class JsonShape
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow,
        MaxDepth = 32,
    };

    /// <summary>Checks a body.</summary>
    /// <returns>The first fault; absent where there is none.</returns>
    public static ApiFault? Check(ReadOnlyMemory<byte> body, MessageDescriptor message)
    {
        if (body.Length == 0)
        {
            return new ApiFault(FaultKind.MalformedJson, "The body is empty.");
        }

        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return CheckMessage(document.RootElement, message, string.Empty);
        }
        catch (JsonException fault)
        {
            var (line, place) = (fault.LineNumber + 1 ?? 1, fault.BytePositionInLine + 1 ?? 1);
            return new ApiFault(FaultKind.MalformedJson, $"Line {line}, byte {place}: {Sentence(fault.Message)}");
        }
    }

    private static ApiFault? CheckMessage(JsonElement json, MessageDescriptor message, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fault(path, $"is {Kind(json)}; an object is needed");
        }

        var stated = new Dictionary<OneofDescriptor, string>();
        foreach (var property in json.EnumerateObject())
        {
            if (FieldShape.TryName(property, out var name) && message.FindField(name) is { } field)
            {
                var fault = CheckOneof(field, stated, path) ?? CheckField(property.Value, field, Join(path, name));
                if (fault is not null)
                {
                    return fault;
                }
            }
            else
            {
                return Fault(Join(path, FieldShape.Shown(name)), $"is no field; {FieldShape.Known(message)}");
            }
        }

        return null;
    }

    private static ApiFault? CheckOneof(
        FieldDescriptor field,
        Dictionary<OneofDescriptor, string> stated,
        string path
    ) =>
        field.RealContainingOneof is { } oneof && !stated.TryAdd(oneof, field.Name)
            ? Fault(Join(path, field.Name), $"is stated beside {stated[oneof]}; only one of them may be")
            : null;

    private static ApiFault? CheckField(JsonElement json, FieldDescriptor field, string path)
    {
        if (!field.IsRepeated)
        {
            return CheckValue(json, field, path);
        }

        if (json.ValueKind != JsonValueKind.Array)
        {
            return Fault(path, $"is {Kind(json)}; an array is needed");
        }

        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            if (CheckValue(element, field, $"{path}[{index++}]") is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static ApiFault? CheckValue(JsonElement json, FieldDescriptor field, string path)
    {
        if (field.FieldType == FieldType.Message)
        {
            return CheckMessage(json, field.MessageType, path);
        }

        var fault = json.ValueKind switch
        {
            JsonValueKind.Null => "is null; leave it out instead",
            JsonValueKind.String => FieldShape.TryText(json, out var text)
                ? FieldShape.CheckText(text, field)
                : "has half of a surrogate pair, which is no character",
            JsonValueKind.Number when field.FieldType is FieldType.UInt32 or FieldType.UInt64 or FieldType.Int32 =>
                FieldShape.CheckText(json.GetRawText(), field),
            JsonValueKind.True or JsonValueKind.False when field.FieldType == FieldType.Bool => null,
            _ => $"is {Kind(json)}; {FieldShape.Needed(field)} is needed",
        };
        fault =
            fault is null && json.ValueKind == JsonValueKind.String && field.FieldType == FieldType.Bool
                ? "is a string; true or false is needed"
                : fault;
        return fault is null ? null : Fault(path, fault);
    }

    private static string Kind(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "null",
        };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static ApiFault Fault(string path, string fault) =>
        path.Length == 0
            ? new ApiFault(FaultKind.InvalidArgument, $"The body {fault}.")
            : ApiFault.Invalid(path, fault);

    // The parser adds its own line and byte, counted from 0.
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private static FieldDescriptor? FindField(this MessageDescriptor message, string name) =>
        message.Fields.InDeclarationOrder().FirstOrDefault(field => field.JsonName == name || field.Name == name);
}
