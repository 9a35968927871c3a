namespace Comity.Node.Tests;

/// <summary>The repository that this test was built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("The solution is not above the test's folder.")
        : File.Exists(Path.Combine(folder.FullName, "Comity.slnx")) ? folder.FullName
        : Find(folder.Parent);
}
