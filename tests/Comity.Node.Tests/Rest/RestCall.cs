using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Comity.Node.Tests.Rest;

/// <summary>An answer over REST.</summary>
/// <param name="Status">Its status.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Text">Its body.</param>
/// <param name="Policy">Its Content-Security-Policy.</param>
internal sealed record RestAnswer(int Status, string? MediaType, string Text, string Policy)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Code => (string)Json["code"]!;

    public string Detail => (string)Json["detail"]!;
}

/// <summary>Requests over REST.</summary>
internal static class RestCall
{
    public static Task<RestAnswer> Get(this RunningNode node, string path) => node.Send(HttpMethod.Get, path);

    public static Task<RestAnswer> Post(this RunningNode node, string path, object body) =>
        node.Send(HttpMethod.Post, path, JsonSerializer.SerializeToUtf8Bytes(body));

    public static Task<RestAnswer> PostText(
        this RunningNode node,
        string path,
        string body,
        string mediaType = "application/json"
    ) => node.Send(HttpMethod.Post, path, Encoding.UTF8.GetBytes(body), mediaType);

    public static async Task<RestAnswer> Send(
        this RunningNode node,
        HttpMethod method,
        string path,
        byte[]? body = null,
        string? mediaType = "application/json"
    )
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            // As curl does: what is refused for its size is not sent.
            request.Headers.ExpectContinue = body.Length > 1 << 20;
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        }

        using var response = await node.Rest.SendAsync(request, TestContext.Current.CancellationToken);
        return new RestAnswer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.TryGetValues("Content-Security-Policy", out var policy) ? policy.First() : string.Empty
        );
    }
}
