namespace Comity.Node.Tests;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Asserts that a file is what it should be; with COMITY_UPDATE_GOLDEN=1 in the environment, writes it instead.</summary>
    public static void AssertSame(string file, string expected)
    {
        var path = Path.Combine(Root, file);
        if (Environment.GetEnvironmentVariable("COMITY_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(File.Exists(path), $"{file} is missing; write it with COMITY_UPDATE_GOLDEN=1.");
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Comity.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
