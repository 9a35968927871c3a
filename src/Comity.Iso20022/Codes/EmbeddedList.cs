namespace Comity.Iso20022.Codes;

/// <summary>The lists that the assembly carries: comments after <c>#</c>, then a line for each entry, with tabs between its cells.</summary>
internal static class EmbeddedList
{
    private const string Folder = "Codes/";

    /// <summary>The entries of a list.</summary>
    /// <param name="name">Its path below Codes, without the ending: <c>Lists/Countries</c>.</param>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var reader = Open(name);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('\t');
            }
        }
    }

    /// <summary>The first line of a list's comment, without <c>#</c>.</summary>
    public static string Title(string name)
    {
        using var reader = Open(name);
        return reader.ReadLine()!.TrimStart('#', ' ');
    }

    /// <summary>The names of the lists in a folder, in order.</summary>
    public static IEnumerable<string> Names(string folder) =>
        typeof(EmbeddedList)
            .Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith($"{Folder}{folder}/", StringComparison.Ordinal))
            .Select(resource => Path.GetFileNameWithoutExtension(resource))
            .Order(StringComparer.Ordinal);

    private static StreamReader Open(string name) =>
        new(
            typeof(EmbeddedList).Assembly.GetManifestResourceStream($"{Folder}{name}.tsv")
                ?? throw new InvalidOperationException($"The list {name} is not in the assembly.")
        );
}
