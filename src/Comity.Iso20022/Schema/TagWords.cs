using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Comity.Iso20022.Schema;

/// <summary>
/// Element names in words: <c>PstlAdr</c> is Postal Address. The schemas carry the short names alone; the parts of a name are
/// abbreviations that the standard uses throughout.
/// </summary>
public static partial class TagWords
{
    private const string Resource = "Schema/TagWords.tsv";

    private static readonly Lazy<FrozenDictionary<string, string>> Words = new(Load);

    /// <summary>The name in words; a part that is not known stays as it is.</summary>
    /// <param name="tag">The element's name in XML: <c>CdtTrfTxInf</c>.</param>
    public static string Of(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return string.Join(
            ' ',
            Parts().Matches(tag).Select(static part => Words.Value.GetValueOrDefault(part.Value, part.Value))
        );
    }

    /// <summary>Whether every part of the name is known.</summary>
    internal static bool Knows(string tag) =>
        Parts().Matches(tag).All(static part => Words.Value.ContainsKey(part.Value));

    // Capitals that stay together, as in IBAN, or one with what follows it.
    [GeneratedRegex("[A-Z]+(?![a-z])[0-9]*|[A-Z][a-z0-9]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parts();

    private static FrozenDictionary<string, string> Load()
    {
        using var reader = new StreamReader(
            typeof(TagWords).Assembly.GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"{Resource} is not in the assembly.")
        );
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                var cells = line.Split('\t');
                words.Add(cells[0], cells[1]);
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
