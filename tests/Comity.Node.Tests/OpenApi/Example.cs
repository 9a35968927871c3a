using System.Text.Json;
using System.Text.Json.Nodes;

namespace Comity.Node.Tests.OpenApi;

/// <summary>A request that stands as an example in the API's document.</summary>
/// <param name="Call">The call: method and path with variables.</param>
/// <param name="Title">What it shows.</param>
internal sealed record Example(string Call, string Title)
{
    /// <summary>Values of the path's variables and of the query's parameters.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The body, where there is one.</summary>
    public object? Body { get; init; }

    /// <summary>The status of the answer.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Members of the answer that differ each time.</summary>
    public IReadOnlyList<string> Fresh { get; init; } = [];

    /// <summary>The path with its variables and its query.</summary>
    public string Path
    {
        get
        {
            var path = Call.Split(' ')[1];
            var query = new List<string>();
            foreach (var (name, value) in Parameters)
            {
                var variable = $"{{{name}}}";
                if (path.Contains(variable, StringComparison.Ordinal))
                {
                    path = path.Replace(variable, value, StringComparison.Ordinal);
                }
                else
                {
                    query.Add($"{name}={Uri.EscapeDataString(value)}");
                }
            }

            return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        }
    }

    /// <summary>The example with the answer that a node gave, as the document has it.</summary>
    public JsonObject ToJson(JsonNode answer)
    {
        var json = new JsonObject { ["title"] = Title };
        if (Parameters.Count > 0)
        {
            json["parameters"] = JsonSerializer.SerializeToNode(Parameters);
        }

        if (Body is not null)
        {
            json["body"] = JsonSerializer.SerializeToNode(Body);
        }

        json["status"] = Status;
        json["answer"] = answer.DeepClone();
        return json;
    }

    /// <summary>A node of JSON without what differs each time.</summary>
    public JsonNode Lasting(JsonNode node)
    {
        var copy = node.DeepClone();
        foreach (var name in Fresh)
        {
            Assert.True(((JsonObject)copy["answer"]!).Remove(name), $"{Call} has no {name} in its answer.");
        }

        return copy;
    }
}
