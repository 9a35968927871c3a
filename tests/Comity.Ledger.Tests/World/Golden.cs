namespace Comity.Ledger.Tests;

/// <summary>Files that are checked in and must be what the code makes of them.</summary>
internal static class Golden
{
    /// <summary>A file of the repository.</summary>
    public static string PathOf(string path) => Path.Combine(Root(), path);

    public static void AssertSame(string path, string made)
    {
        var file = PathOf(path);
        if (Environment.GetEnvironmentVariable("COMITY_GOLDEN") == "write")
        {
            File.WriteAllText(file, made);
        }

        var kept = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
        Assert.True(
            string.Equals(kept, made, StringComparison.Ordinal),
            $"{path} is not what the code makes of it. Where the change is meant, run these tests once with "
                + $"COMITY_GOLDEN=write in the environment and check the difference in. What the code makes:\n{made}"
        );
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Comity.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
