using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Comity.Iso20022.Tests.Corpus;

/// <summary>An input that is kept, and what becomes of it. Bytes are written as characters of the same number, so that most read as text.</summary>
/// <param name="Outcome">As <see cref="Verdict.Outcome"/> says it.</param>
/// <param name="Text">The input.</param>
public sealed record CorpusEntry(string Outcome, byte[] Text)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    };

    private static string File =>
        Path.Combine(RepositoryFolder.Root, "tests/Comity.Iso20022.Tests/Corpus/corpus.jsonl");

    /// <summary>All that are kept, in the file's order.</summary>
    public static IReadOnlyList<CorpusEntry> All { get; } =
    [.. System.IO.File.ReadLines(File).Where(static line => line.Length > 0).Select(Parse)];

    /// <summary>Keeps these instead.</summary>
    public static void Keep(IEnumerable<CorpusEntry> entries) =>
        System.IO.File.WriteAllText(
            File,
            string.Concat(
                entries
                    .OrderBy(static entry => entry.Outcome, StringComparer.Ordinal)
                    .ThenBy(static entry => entry.Text.Length)
                    .Select(static entry => entry.Line + "\n")
            )
        );

    /// <summary>The line of the file.</summary>
    public string Line => JsonSerializer.Serialize(new Written(Outcome, Encoding.Latin1.GetString(Text)), Format);

    private static CorpusEntry Parse(string line)
    {
        var written = JsonSerializer.Deserialize<Written>(line, Format)!;
        return new CorpusEntry(written.Outcome, Encoding.Latin1.GetBytes(written.Text));
    }

    private sealed record Written(string Outcome, string Text);
}
