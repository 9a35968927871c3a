using System.Xml.Linq;

namespace Comity.Architecture.Tests;

/// <summary>The repository that this test was built in.</summary>
internal static class Repository
{
    /// <summary>Its root: where the solution is.</summary>
    public static string Root => RepositoryFolder.Root;

    /// <summary>The source files of a folder, written by people.</summary>
    public static IEnumerable<string> SourceFiles(params IEnumerable<string> folders) =>
        folders
            .Select(static folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Where(static file => !Parts(file).Any(static part => part is "Generated" or "artifacts" or "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>The projects of a folder with what each refers to, by name.</summary>
    public static IReadOnlyDictionary<string, string[]> References(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(
                static project => Path.GetFileNameWithoutExtension(project),
                static project =>
                    XDocument
                        .Load(project)
                        .Descendants("ProjectReference")
                        .Select(static reference => reference.Attribute("Include")?.Value ?? string.Empty)
                        .Select(static path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
                        .Order(StringComparer.Ordinal)
                        .ToArray()
            );

    /// <summary>A file's path from the root.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string[] Parts(string file) => Relative(file).Split('/');
}
