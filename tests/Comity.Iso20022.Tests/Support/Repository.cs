namespace Comity.Iso20022.Tests.Support;

/// <summary>Where the repository, its schemas and samples, and the shared data beside it are.</summary>
internal static class Repository
{
    public static string Root => RepositoryFolder.Root;

    public static string Schemas => Path.Combine(Root, "src", "Comity.Iso20022", "Schemas");

    public static string SharedData => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", "iso20022"));

    /// <summary>The messages of this test project.</summary>
    public static IReadOnlyList<string> OwnSamples { get; } =
        Directory
            .GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples"), "*.xml")
            .Order(StringComparer.Ordinal)
            .ToList();

    /// <summary>The shared samples of supported messages; none where the folder is missing.</summary>
    public static IReadOnlyList<string> SharedSamples { get; } =
        Directory.Exists(Path.Combine(SharedData, "samples"))
            ? Directory
                .GetFiles(Path.Combine(SharedData, "samples"), "*.xml", SearchOption.AllDirectories)
                .Where(IsSupported)
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];

    public static IEnumerable<string> AllSamples => OwnSamples.Concat(SharedSamples);

    private static bool IsSupported(string path)
    {
        var text = File.ReadAllText(path);
        return SupportedMessages.All.Any(m => text.Contains('"' + m.Namespace + '"', StringComparison.Ordinal));
    }
}
