namespace Comity;

/// <summary>Files that are checked in and must be what the code makes of them.</summary>
internal static class GoldenFile
{
    /// <summary>Whether they are to be written anew: COMITY_GOLDEN=write in the environment.</summary>
    public static bool IsWritten => Environment.GetEnvironmentVariable("COMITY_GOLDEN") == "write";

    /// <summary>Asserts that a file is what was made, to the letter; writes it first, where that is asked for.</summary>
    /// <param name="file">From the root of the repository.</param>
    /// <param name="made">What the code makes.</param>
    public static void AssertSame(string file, string made)
    {
        var path = Path.Combine(RepositoryFolder.Root, file);
        if (IsWritten)
        {
            File.WriteAllText(path, made);
        }

        var kept = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        Assert.True(
            string.Equals(kept, made, StringComparison.Ordinal),
            $"{file} is not what the code makes of it, from line {FirstDifference(kept, made)} on. Where the change is meant, run this "
                + $"test once with COMITY_GOLDEN=write in the environment and check the difference in. What the code makes:\n{made}"
        );
    }

    private static int FirstDifference(string kept, string made) =>
        kept.AsSpan(0, kept.AsSpan().CommonPrefixLength(made)).Count('\n') + 1;
}
