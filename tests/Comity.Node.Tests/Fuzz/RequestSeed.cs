using System.Text;

namespace Comity.Node.Tests.Fuzz;

/// <summary>
/// A request of the corpus: a line with method and path, a second with the media type where it is not JSON, and a body after an empty
/// line where there is one.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Body">The body; absent where there is none.</param>
/// <param name="MediaType">What the body is said to be.</param>
internal sealed record RequestSeed(string Method, string Target, byte[]? Body, string MediaType = "application/json")
{
    /// <summary>Everything in tests/Comity.Node.Tests/Fuzz/corpus, in order of the names, with a world's values put in.</summary>
    public static IReadOnlyList<RequestSeed> Corpus(IReadOnlyDictionary<string, string> values) =>
        [
            .. Directory
                .EnumerateFiles(
                    Path.Combine(RepositoryFolder.Root, "tests", "Comity.Node.Tests", "Fuzz", "corpus"),
                    "*.http"
                )
                .Order(StringComparer.Ordinal)
                .Select(file => Read(File.ReadAllText(file), values)),
        ];

    public override string ToString()
    {
        var text = $"{Method} {Target}\n{MediaType}\n{(Body is null ? "" : Encoding.Latin1.GetString(Body))}";
        return text.Length < 4_000 ? text : text[..4_000];
    }

    private static RequestSeed Read(string text, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
        {
            text = text.Replace($"${name}", value, StringComparison.Ordinal);
        }

        var parts = text.Split("\n\n", 2);
        var head = parts[0].Trim().Split('\n');
        var line = head[0].Split(' ', 2);
        var seed = new RequestSeed(
            line[0],
            line[1],
            parts.Length == 2 ? Encoding.UTF8.GetBytes(parts[1].Trim()) : null
        );
        return head.Length == 2 ? seed with { MediaType = head[1] } : seed;
    }
}
