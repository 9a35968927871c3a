namespace Comity.SwiftMt.Tests.Support;

/// <summary>The messages in the Samples folder: public examples, and our own for what those leave out.</summary>
internal static class Samples
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Samples");

    public static IEnumerable<string> Names =>
        Directory
            .EnumerateFiles(Folder, "*.fin")
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal);

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".fin"));
}
