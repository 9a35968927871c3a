using System.Text;

namespace Comity.Iso20022.Generator.Lists;

/// <summary>The text of a list that the library carries: a comment that says where it is from, then a line for each entry, with tabs.</summary>
internal static class ListText
{
    /// <summary>Writes a list.</summary>
    /// <param name="about">What it is, its source and its date; a line each.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="rows">The entries; none of their cells has a tab or a line break.</param>
    public static string Write(
        IEnumerable<string> about,
        IEnumerable<string> columns,
        IEnumerable<IReadOnlyList<string>> rows
    )
    {
        var text = new StringBuilder();
        foreach (var line in about)
        {
            text.Append("# ").Append(line).Append('\n');
        }

        text.Append("# ").AppendJoin(" | ", columns).Append('\n');
        foreach (var row in rows)
        {
            text.AppendJoin('\t', row.Select(OnOneLine)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Text with each run of white space as one space.</summary>
    public static string OnOneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
