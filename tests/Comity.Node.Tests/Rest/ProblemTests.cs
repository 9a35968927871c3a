using Comity.Node.Errors;

namespace Comity.Node.Tests.Rest;

/// <summary>Whatever cannot be answered is a problem (RFC 9457) that says what is wrong and what to do.</summary>
public sealed class ProblemTests
{
    public static TheoryData<string, string, int, string, string> Requests =>
        new()
        {
            { "GET", "/v1/nowhere", 404, "no_such_path", "There is no call with the path /v1/nowhere." },
            { "GET", "/", 404, "no_such_path", "There is no call with the path /." },
            { "DELETE", "/v1/network", 405, "method_not_allowed", "/v1/network has no DELETE; it has GET." },
            {
                "GET",
                "/v1/network?colour=red",
                400,
                "invalid_argument",
                "colour is no parameter; this call takes none."
            },
            {
                "GET",
                "/v1/offers?page_size=many",
                400,
                "invalid_argument",
                "page_size is 'many'; an integer from 0 to 4294967295 is needed."
            },
            {
                "GET",
                "/v1/offers?page_size=5000",
                400,
                "invalid_argument",
                "page_size is 5000; 1 to 1000 are allowed, 0 stands for 100."
            },
            {
                "GET",
                "/v1/offers?page_size=1&page_size=2",
                400,
                "invalid_argument",
                "page_size is stated 2 times; once is enough."
            },
            {
                "GET",
                "/v1/offers?cursor=abc",
                400,
                "invalid_argument",
                "cursor is not one that this network gave; send `next_cursor` of the page before unchanged, or none for the first page."
            },
            {
                "GET",
                "/v1/settlements/ABC",
                400,
                "invalid_argument",
                "uetr is 'ABC'; a version 4 UUID in lower case is needed."
            },
            { "GET", "/v1/instruments/JPY/supply", 404, "not_found", "There is no instrument JPY on this network." },
            {
                "GET",
                "/v1/policies/jurisdictions/FR",
                404,
                "not_found",
                "There is no jurisdiction FR on this network."
            },
            {
                "GET",
                "/v1/quotes?gives=CNY&receives=HKD&pay=1&receive=2",
                400,
                "invalid_argument",
                "receive is stated beside pay; only one of them may be."
            },
            {
                "GET",
                "/v1/quotes?gives=CNY&receives=HKD&pay=1.001",
                400,
                "invalid_argument",
                "pay is '1.001' with 3 decimals; at most 2 are allowed, and nothing is rounded."
            },
            {
                "GET",
                "/v1/quotes?gives=CNY&receives=HKD&pay=1",
                404,
                "not_found",
                "There is no chain of standing offers from CNY to HKD that can carry CNY 1.00."
            },
        };

    public static TheoryData<string, string, int, string, string> Bodies =>
        new()
        {
            { "{", "application/json", 400, "malformed_json", "Line 1, byte 2: " },
            { "", "application/json", 400, "malformed_json", "The body is empty." },
            { "[]", "application/json", 400, "invalid_argument", "The body is an array; an object is needed." },
            {
                "{}",
                "text/plain",
                415,
                "unsupported_media_type",
                "The body's content type is 'text/plain; charset=utf-8'."
            },
            {
                """{"transaction": []}""",
                "application/json",
                400,
                "invalid_argument",
                "transaction is no field; there are transactions, accept_only."
            },
            {
                """{"transactions": ["*"]}""",
                "application/json",
                400,
                "invalid_argument",
                "transactions[0] is '*'; base64 with padding (RFC 4648, section 4) is needed."
            },
            {
                """{"transactions": [], "transactions": []}""",
                "application/json",
                400,
                "malformed_json",
                "Line 1, byte "
            },
            {
                """{"transactions": null}""",
                "application/json",
                400,
                "invalid_argument",
                "transactions is null; an array is needed."
            },
            {
                """{"transactions": [], "accept_only": "yes"}""",
                "application/json",
                400,
                "invalid_argument",
                "accept_only is 'yes'; true or false is needed."
            },
            {
                """{"transactions": []}""",
                "application/json",
                400,
                "invalid_argument",
                "transactions has 0 elements; 1 to 10000 are allowed."
            },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_cannot_be_answered_is_told_why(
        string method,
        string path,
        int status,
        string code,
        string detail
    )
    {
        await using var node = await RunningNode.StartFunded();

        var answer = await node.Send(new HttpMethod(method), path);

        IsProblem(answer, status, code);
        Assert.Equal(detail, answer.Detail);
        Assert.Equal(path.Split('?')[0], (string)answer.Json["instance"]!);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_cannot_be_read_is_told_where(
        string body,
        string mediaType,
        int status,
        string code,
        string detail
    )
    {
        await using var node = await RunningNode.StartFunded();
        var stated = mediaType == "text/plain" ? "text/plain; charset=utf-8" : mediaType;

        var answer = await node.PostText("/v1/transactions/batch", body, stated);

        IsProblem(answer, status, code);
        Assert.StartsWith(detail, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var node = await RunningNode.StartFunded();

        var answer = await node.Send(HttpMethod.Post, "/v1/transactions", new byte[(32 << 20) + 1]);

        IsProblem(answer, 413, "too_large");
    }

    [Fact]
    public async Task A_body_of_no_stated_size_is_refused_where_it_grows_too_large()
    {
        await using var node = await RunningNode.StartFunded();
        using var content = new StreamContent(new Endless((32 << 20) + 1));
        content.Headers.ContentType = new("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/transactions") { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var response = await node.Rest.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(413, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void Every_kind_of_error_has_a_name_of_its_own_and_says_what_to_do()
    {
        Assert.Distinct(FaultKind.All.Select(static kind => kind.Code));
        Assert.All(FaultKind.All, static kind => Assert.EndsWith(".", kind.Advice, StringComparison.Ordinal));
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "api.md"));
        Assert.All(
            FaultKind.All,
            kind => Assert.Contains($"| `{kind.Code}` | {kind.HttpStatus} |", page, StringComparison.Ordinal)
        );
    }

    private static void IsProblem(RestAnswer answer, int status, string code)
    {
        Assert.Equal("application/problem+json", answer.MediaType);
        Assert.Equal(status, answer.Status);
        Assert.Equal(status, (int)answer.Json["status"]!);
        Assert.Equal(code, answer.Code);
        Assert.Equal($"urn:comity:problem:{code}", (string)answer.Json["type"]!);
        Assert.NotEmpty((string)answer.Json["title"]!);
        Assert.NotEmpty((string)answer.Json["advice"]!);
    }

    private sealed class Endless(long left) : Stream
    {
        private long _left = left;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var size = (int)Math.Min(count, _left);
            buffer.AsSpan(offset, size).Fill((byte)' ');
            _left -= size;
            return size;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
