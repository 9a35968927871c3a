using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Node.Errors;
using Comity.Protocol.Wire;
using Microsoft.AspNetCore.Http;

namespace Comity.Node.Rest;

/// <summary>An error over REST: problem details (RFC 9457).</summary>
internal static class ProblemResponse
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/problem+json";

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Answers with an error.</summary>
    public static async Task WriteAsync(HttpContext context, ApiFault fault)
    {
        var response = context.Response;
        response.StatusCode = fault.Kind.HttpStatus;
        response.ContentType = MediaType;
        response.Headers.ContentLength = null;
        response.Headers.CacheControl = "no-store";
        if (fault.RetryAfterSeconds > 0 && response.Headers.RetryAfter.Count == 0)
        {
            response.Headers.RetryAfter = $"{fault.RetryAfterSeconds}";
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var text = ToJson(fault, context.Request.Path).ToJsonString(Format) + "\n";
        await response.WriteAsync(text, context.RequestAborted);
    }

    /// <summary>The problem as JSON.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="instance">The path that was asked for.</param>
    public static JsonObject ToJson(ApiFault fault, PathString instance)
    {
        var problem = new JsonObject
        {
            ["type"] = fault.Kind.Type,
            ["title"] = fault.Kind.Title,
            ["status"] = fault.Kind.HttpStatus,
            ["detail"] = fault.Detail,
            ["instance"] = instance.ToUriComponent(),
            ["code"] = fault.Kind.Code,
            ["advice"] = fault.Advice,
        };
        if (fault.Field is { } field)
        {
            problem["field"] = field;
        }

        if (fault.Transaction is { } transaction)
        {
            problem["transaction"] = transaction;
        }

        if (fault.Refusal is { } refusal)
        {
            problem["iso_reason"] = refusal.IsoReason;
            problem["refusal"] = ToJson(refusal);
        }

        return problem;
    }

    private static JsonObject ToJson(RefusalInfo refusal)
    {
        var json = new JsonObject
        {
            ["code"] = refusal.Code,
            ["name"] = refusal.Name,
            ["iso_reason"] = refusal.IsoReason,
            ["subject"] = refusal.Subject,
            ["advice"] = refusal.Advice,
            ["operation"] = refusal.Operation,
            ["retry"] = refusal.Retry,
        };
        if (refusal.HasRule)
        {
            json["rule_owner"] = refusal.RuleOwner;
            json["rule"] = refusal.Rule;
        }

        return json;
    }
}
