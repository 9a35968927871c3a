using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Node.Errors;
using Comity.Protocol;

namespace Comity.Node.OpenApi;

/// <summary>The contract as an OpenAPI 3.1 document: calls, schemas and words from the contract, examples from a real node.</summary>
internal static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Lazy<string> Written = new(static () => Make().ToJsonString(Format) + "\n");

    /// <summary>The document.</summary>
    public static string Json => Written.Value;

    private static JsonObject Make()
    {
        var schemas = new Schemas();
        var paths = new JsonObject();
        foreach (var call in ApiCall.All)
        {
            var path = paths[call.Path] as JsonObject ?? [];
            path[call.HttpMethod.ToLowerInvariant()] = Operations.Describe(call, schemas);
            paths[call.Path] = path;
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Comity node",
                ["version"] = "v1",
                ["summary"] = "The API of a node of a Comity settlement network.",
                ["description"] =
                    "Made from the contract in proto/comity/v1, which is also served over gRPC. Values are text that people read; "
                    + "unknown fields are errors; every answer is of one committed block. Errors are problem details (RFC 9457) with a "
                    + "code that never changes, and where the ledger refused, its refusal with the ISO 20022 reason.",
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([
                .. Contract.Services.Select(static service => (JsonNode)Tag(service.Name, service.FullName)),
            ]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = WithProblem(schemas.ToJson()),
                ["securitySchemes"] = Callers(),
            },
            ["security"] = new JsonArray(
                new JsonObject { ["token"] = new JsonArray() },
                new JsonObject { ["certificate"] = new JsonArray() }
            ),
        };
    }

    private static JsonObject Callers() =>
        new()
        {
            ["token"] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["description"] = "A short-lived token, signed with a participant's key.",
            },
            ["certificate"] = new JsonObject
            {
                ["type"] = "mutualTLS",
                ["description"] = "A client certificate that names the participant.",
            },
        };

    private static JsonObject Tag(string name, string fullName) =>
        new JsonObject { ["name"] = name, ["description"] = Contract.CommentOf(fullName) };

    private static JsonObject WithProblem(JsonObject schemas)
    {
        schemas["Problem"] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Problem details (RFC 9457).",
            ["required"] = new JsonArray("type", "title", "status", "detail", "instance", "code", "advice"),
            ["properties"] = new JsonObject
            {
                ["type"] = Text("A URI that names the kind of problem.", "uri"),
                ["title"] = Text("What the kind means, the same every time."),
                ["status"] = new JsonObject { ["type"] = "integer", ["description"] = "The HTTP status." },
                ["detail"] = Text("What happened this time, in a sentence."),
                ["instance"] = Text("The path that was asked for."),
                ["code"] = new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray([.. FaultKind.All.Select(static kind => (JsonNode)kind.Code)]),
                },
                ["advice"] = Text("What to do."),
                ["field"] = Text("The field that it is about, as the contract spells it."),
                ["transaction"] = Text("The transaction that it is about."),
                ["iso_reason"] = Text("The ISO 20022 external status reason code, where the ledger refused."),
                ["refusal"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] = "Why the ledger refused.",
                    ["properties"] = new JsonObject
                    {
                        ["code"] = new JsonObject { ["type"] = "integer" },
                        ["name"] = Text("For example InsufficientCover."),
                        ["iso_reason"] = Text("The ISO 20022 external status reason code, for example AM04."),
                        ["subject"] = Text("What it is about."),
                        ["advice"] = Text("What to do."),
                        ["operation"] = new JsonObject
                        {
                            ["type"] = "integer",
                            ["description"] = "Which operation was refused, from 0; -1 for the transaction itself.",
                        },
                        ["retry"] = Text("never, later, after_change or new_transaction."),
                        ["rule_owner"] = Text("Whose rule refused, where a rule did."),
                        ["rule"] = Text("The owner's id for the rule."),
                    },
                },
            },
        };
        return schemas;
    }

    private static JsonObject Text(string description, string? format = null)
    {
        var schema = new JsonObject { ["type"] = "string", ["description"] = description };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }
}
