using System.Text.Json.Nodes;

namespace Comity.Node.OpenApi;

/// <summary>
/// An example of every call, made by a real node in a small world: the test that makes them also runs them again and compares
/// every answer.
/// </summary>
internal static class Examples
{
    private static readonly Lazy<JsonObject> All = new(static () =>
    {
        using var stream =
            typeof(Examples).Assembly.GetManifestResourceStream("examples.json")
            ?? throw new InvalidOperationException("The examples are not embedded.");
        return JsonNode.Parse(stream)!.AsObject();
    });

    /// <summary>The examples of a call at a path: for each its title, request, status and answer.</summary>
    public static IEnumerable<JsonObject> Of(ApiCall call) =>
        All.Value[call.Key]?.AsArray().Select(static example => example!.AsObject()) ?? [];
}
