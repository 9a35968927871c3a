using System.Text;
using System.Text.Json;

namespace Comity.Iso20022.Generator;

/// <summary>Trims the published external code sets (JSON, a file each) to one line for each code: code, tab, definition.</summary>
public static class CodeSets
{
    /// <summary>The sets that the library carries; one place to add another.</summary>
    private static readonly string[] Carried =
    [
        "external_cancellation_reason_code",
        "external_category_purpose_code",
        "external_payment_cancellation_rejection_code",
        "external_payment_transaction_status_code",
        "external_purpose_code",
        "external_return_reason_code",
        "external_status_reason_code",
    ];

    /// <summary>The text of every file by its name: the set's ISO name with <c>.tsv</c>.</summary>
    public static SortedDictionary<string, string> Run(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Carried)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".json")));
            var text = new StringBuilder();
            var codes = json.RootElement.GetProperty("codes").EnumerateObject();
            foreach (var code in codes.OrderBy(c => c.Name, StringComparer.Ordinal))
            {
                var words = code.Value.GetString()!.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                text.Append(code.Name).Append('\t').AppendJoin(' ', words).Append('\n');
            }

            files.Add(json.RootElement.GetProperty("name").GetString() + ".tsv", text.ToString());
        }

        return files;
    }
}
