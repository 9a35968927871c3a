using System.Text.Json.Nodes;
using Comity.Node.Rest;
using Comity.Protocol;
using Google.Protobuf.Reflection;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.OpenApi;

/// <summary>Calls as OpenAPI describes them.</summary>
internal static class Operations
{
    private const string Json = "application/json";

    /// <summary>One call at one path.</summary>
    public static JsonObject Describe(ApiCall call, Schemas schemas)
    {
        var (summary, description) = call.Words;
        var examples = Examples.Of(call).ToList();
        var operation = new JsonObject
        {
            ["operationId"] = call.OperationId,
            ["tags"] = new JsonArray(call.Method.Service.Name),
            ["summary"] = summary,
            ["description"] = string.Join(
                "\n\n",
                new[] { description, AccessOf(call) }.Where(static part => part.Length > 0)
            ),
        };
        var parameters = Parameters(call, examples, schemas);
        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        if (call.HasBody)
        {
            operation["requestBody"] = Body(call, examples, schemas);
        }

        operation["responses"] = Responses(call, examples, schemas);
        return operation;
    }

    private static string AccessOf(ApiCall call) =>
        call.Method.GetOptions()?.GetExtension(Wire.AccessExtensions.Access) switch
        {
            Wire.Access.Participant => "Access: any participant; all get the same answer.",
            Wire.Access.Own => "Access: any participant; each gets only what is its own.",
            Wire.Access.Operator => "Access: the node's operator.",
            _ => string.Empty,
        };

    private static JsonArray Parameters(ApiCall call, List<JsonObject> examples, Schemas schemas)
    {
        var parameters = new JsonArray();
        foreach (var (variable, field) in call.PathFields)
        {
            parameters.Add(Parameter(variable, "path", field, examples, schemas));
        }

        foreach (var field in call.QueryFields)
        {
            parameters.Add(Parameter(field.Name, "query", field, examples, schemas));
        }

        return parameters;
    }

    private static JsonObject Parameter(
        string name,
        string place,
        FieldDescriptor field,
        List<JsonObject> examples,
        Schemas schemas
    )
    {
        var schema = schemas.Of(field);
        schema.Remove("description");
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["description"] = Contract.CommentOf(field.FullName),
            ["schema"] = schema,
        };
        if (place == "path")
        {
            parameter["required"] = true;
        }

        if (
            examples.Select(example => example["parameters"]?[name]).FirstOrDefault(static one => one is not null) is
            { } example
        )
        {
            parameter["example"] = example.DeepClone();
        }

        return parameter;
    }

    private static JsonObject Body(ApiCall call, List<JsonObject> examples, Schemas schemas) =>
        new()
        {
            ["required"] = true,
            ["content"] = new JsonObject
            {
                [Json] = Content(schemas.Reference(call.Method.InputType), examples, "body"),
            },
        };

    private static JsonObject Responses(ApiCall call, List<JsonObject> examples, Schemas schemas)
    {
        var good = examples.Where(static example => (int)example["status"]! == 200).ToList();
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = call.Method.IsServerStreaming
                    ? "One JSON object a line, as blocks come."
                    : "The answer.",
                ["content"] = new JsonObject
                {
                    [Json] = Content(schemas.Reference(call.Method.OutputType), good, "answer"),
                },
            },
        };
        foreach (var problems in examples.Except(good).GroupBy(static example => (int)example["status"]!))
        {
            responses[$"{problems.Key}"] = Problem("A problem.", [.. problems]);
        }

        responses["default"] = Problem("Any other problem.", []);
        return responses;
    }

    private static JsonObject Problem(string description, List<JsonObject> examples) =>
        new()
        {
            ["description"] = description,
            ["content"] = new JsonObject
            {
                [ProblemResponse.MediaType] = Content(
                    new JsonObject { ["$ref"] = "#/components/schemas/Problem" },
                    examples,
                    "answer"
                ),
            },
        };

    private static JsonObject Content(JsonObject schema, List<JsonObject> examples, string part)
    {
        var content = new JsonObject { ["schema"] = schema };
        var shown = new JsonObject();
        foreach (var example in examples.Where(example => example[part] is not null))
        {
            var title = (string)example["title"]!;
            shown[title.Replace(' ', '_')] = new JsonObject
            {
                ["summary"] = title,
                ["value"] = example[part]!.DeepClone(),
            };
        }

        if (shown.Count > 0)
        {
            content["examples"] = shown;
        }

        return content;
    }
}
