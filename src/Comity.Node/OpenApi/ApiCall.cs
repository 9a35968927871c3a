using Comity.Node.Rest;
using Comity.Protocol;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Comity.Node.OpenApi;

/// <summary>One call of the contract at one path.</summary>
/// <param name="Method">The call.</param>
/// <param name="Rule">Its path and method.</param>
internal sealed record ApiCall(MethodDescriptor Method, HttpRule Rule)
{
    /// <summary>Every call at every path, in order of the services and their calls.</summary>
    public static IReadOnlyList<ApiCall> All { get; } =
    [
        .. Contract
            .Services.SelectMany(static service => service.Methods)
            .SelectMany(static method =>
                method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is { } rule
                    ? rule.AdditionalBindings.Prepend(rule).Select(each => new ApiCall(method, each))
                    : []
            ),
    ];

    /// <summary>GET or POST.</summary>
    public string HttpMethod => Rule.PatternCase == HttpRule.PatternOneofCase.Get ? "GET" : "POST";

    /// <summary>The path with its variables in braces.</summary>
    public string Path => Rule.PatternCase == HttpRule.PatternOneofCase.Get ? Rule.Get : Rule.Post;

    /// <summary>The name by which examples know it.</summary>
    public string Key => $"{HttpMethod} {Path}";

    /// <summary>Whether it takes a body.</summary>
    public bool HasBody => Rule.Body.Length > 0;

    /// <summary>What it says of itself: its first paragraph, and the rest.</summary>
    public (string Summary, string Description) Words
    {
        get
        {
            var comment = Contract.CommentOf(Method.FullName);
            var end = comment.IndexOf("\n\n", StringComparison.Ordinal);
            return end < 0 ? (comment, string.Empty) : (comment[..end], comment[(end + 2)..]);
        }
    }

    /// <summary>A name for code that is generated.</summary>
    public string OperationId =>
        All.Where(call => call.Method == Method).ToList().IndexOf(this) is var place and > 0
            ? $"{Method.Service.Name}_{Method.Name}_{place + 1}"
            : $"{Method.Service.Name}_{Method.Name}";

    /// <summary>The fields that are in the path.</summary>
    public IEnumerable<(string Variable, FieldDescriptor Field)> PathFields =>
        Path.Split('/')
            .Where(static part => part.StartsWith('{'))
            .Select(part => (part.Trim('{', '}'), Find(part.Trim('{', '}').Split('.'))));

    /// <summary>The fields that are in the query.</summary>
    public IReadOnlyList<FieldDescriptor> QueryFields => QueryShape.Parameters(Method.InputType, Rule);

    private FieldDescriptor Find(string[] path) =>
        path[1..]
            .Aggregate(
                Method.InputType.FindFieldByName(path[0]),
                static (field, name) => field.MessageType.FindFieldByName(name)
            );
}
