using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Node.OpenApi;
using Comity.Node.Tests.Rest;
using Comity.Protocol;
using Google.Api;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.OpenApi;

/// <summary>
/// The API's document says what the node does. After a change that is meant: COMITY_GOLDEN=write and run these tests twice, since
/// the examples are built into the node.
/// </summary>
public sealed partial class DocumentTests
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Every_call_has_a_path_a_summary_and_an_access_rule()
    {
        // A stream of requests has no place in HTTP; the compact events have a readable twin.
        string[] withoutPath = ["comity.v1.Blocks.FollowEvents", "comity.v1.Transactions.SubmitStream"];
        var calls = Contract.Services.SelectMany(static service => service.Methods).ToList();
        Assert.True(calls.Count > 15);
        Assert.Equal(
            withoutPath,
            calls
                .Where(static call => call.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is null)
                .Select(static call => call.FullName)
        );
        Assert.All(
            calls,
            static call =>
            {
                Assert.NotEqual(Wire.Access.Unspecified, call.GetOptions()!.GetExtension(Wire.AccessExtensions.Access));
                Assert.EndsWith(".", Contract.CommentOf(call.FullName), StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void Fields_are_spelled_the_same_everywhere()
    {
        var spelledTwice = Contract
            .Services.SelectMany(static service => service.Methods)
            .Where(static call => call.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not null)
            .SelectMany(static call => new[] { call.InputType, call.OutputType })
            .SelectMany(static message => Reach(message, []))
            .SelectMany(static message => message.Fields.InDeclarationOrder())
            .Where(static field => field.Name != field.JsonName)
            .Select(static field => field.FullName);
        Assert.Empty(spelledTwice.Distinct());
    }

    [Fact]
    public async Task Every_call_has_an_example_and_a_node_answers_each_as_it_says()
    {
        await using var world = await ExampleWorld.Open();
        var made = new JsonObject();
        foreach (var example in ExampleList.Of(world))
        {
            var body = example.Body is null ? null : JsonSerializer.SerializeToUtf8Bytes(example.Body);
            var answer = await world.Node.Send(new HttpMethod(example.Call.Split(' ')[0]), example.Path, body);
            Assert.True(example.Status == answer.Status, $"{example.Call}: {answer.Text}");
            var shown = example.ToJson(
                JsonNode.Parse(answer.Text.Split('\n')[0] is "{" ? answer.Text : answer.Text.Split('\n')[0])!
            );
            var call = ApiCall.All.Single(call => call.Key == example.Call);
            var known = Examples.Of(call).FirstOrDefault(one => (string)one["title"]! == example.Title);
            var (expected, actual) = (
                known is null ? "none" : Text(example.Lasting(known)),
                Text(example.Lasting(shown))
            );
            if (!GoldenFile.IsWritten)
            {
                Assert.Equal(expected, actual);
            }

            // What differs each time is no change.
            var examples = made[example.Call] as JsonArray ?? [];
            examples.Add(expected == actual ? known!.DeepClone() : shown);
            made[example.Call] = examples;
        }

        Assert.Empty(ApiCall.All.Select(static call => call.Key).Except(made.Select(static pair => pair.Key)));
        if (GoldenFile.IsWritten)
        {
            var file = Path.Combine(RepositoryFolder.Root, "src", "Comity.Node", "OpenApi", "examples.json");
            await File.WriteAllTextAsync(file, Text(made) + "\n", TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task The_document_that_is_served_is_the_one_that_is_checked_in()
    {
        await using var node = await RunningNode.StartFunded();

        var served = await node.Get("/openapi/v1.json");

        Assert.Equal("application/json", served.MediaType);
        GoldenFile.AssertSame("docs/openapi.json", served.Text);
    }

    [Fact]
    public void The_document_is_good_in_the_eyes_of_a_reader_that_is_not_ours()
    {
        var read = Microsoft.OpenApi.OpenApiDocument.Parse(OpenApiDocument.Json, "json");

        Assert.NotNull(read.Document);
        Assert.Equal(Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1, read.Diagnostic?.SpecificationVersion);
        Assert.Empty(read.Diagnostic!.Errors.Select(static error => error.ToString()));
        Assert.Empty(read.Diagnostic.Warnings.Select(static warning => warning.ToString()));
        Assert.Equal(ApiCall.All.Count, read.Document.Paths.Values.Sum(static path => path.Operations?.Count ?? 0));
    }

    [Fact]
    public async Task Every_reference_in_the_document_leads_to_a_schema()
    {
        await using var node = await RunningNode.StartFunded();
        var text = (await node.Get("/openapi/v1.json")).Text;
        var schemas = JsonNode.Parse(text)!["components"]!["schemas"]!.AsObject();

        var references = Reference().Matches(text).Select(static match => match.Groups["name"].Value).ToHashSet();

        Assert.True(references.Count > 20);
        Assert.All(references, name => Assert.True(schemas.ContainsKey(name), name));
    }

    [Fact]
    public async Task The_page_loads_everything_from_the_node()
    {
        await using var node = await RunningNode.StartFunded();

        var page = await node.Get("/docs/");

        Assert.Equal(200, page.Status);
        Assert.Equal("text/html", page.MediaType);
        Assert.Contains("openapi/v1.json", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Text, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page.Policy, StringComparison.Ordinal);
        var scripts = Script().Matches(page.Text).Select(static match => match.Groups["path"].Value).ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            var loaded = await node.Get(new Uri(new Uri("http://node/docs/"), script).AbsolutePath);
            Assert.Equal(200, loaded.Status);
            Assert.NotEmpty(loaded.Text);
        }
    }

    private static string Text(JsonNode json) => json.ToJsonString(Format);

    private static IEnumerable<Google.Protobuf.Reflection.MessageDescriptor> Reach(
        Google.Protobuf.Reflection.MessageDescriptor message,
        HashSet<string> seen
    ) =>
        seen.Add(message.FullName)
            ? message
                .Fields.InDeclarationOrder()
                .Where(static field => field.FieldType == Google.Protobuf.Reflection.FieldType.Message)
                .SelectMany(field => Reach(field.MessageType, seen))
                .Prepend(message)
            : [];

    [GeneratedRegex("#/components/schemas/(?<name>[A-Za-z.]+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Reference();

    [GeneratedRegex("""<script[^>]*\ssrc="(?<path>[^"]+)""", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Script();
}
