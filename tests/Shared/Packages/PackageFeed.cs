using System.IO.Compression;

namespace Comity;

/// <summary>
/// Packages of this repository as others get them: packed into a folder, and restored from there by projects that know nothing of the
/// repository, into a cache of their own.
/// </summary>
internal sealed class PackageFeed : IDisposable
{
    // Its own every time: packages of one version are taken for the same.
    private readonly string _version = $"0.1.0-test{DateTime.UtcNow.Ticks}";

    /// <summary>A folder of the feed's own, with all that it and the projects make.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("comity-packages-").FullName;

    private string Packages => Path.Combine(Folder, "feed");

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Packs parts of the repository, as they were built with the test.</summary>
    public async Task PackAsync(params string[] parts)
    {
        foreach (var part in parts)
        {
            await Sdk.DotnetAsync(
                RepositoryFolder.Root,
                "pack",
                Path.Combine("src", part),
                "--no-build",
                "-c",
                Sdk.Configuration,
                "-o",
                Packages,
                $"-p:Version={_version}"
            );
        }
    }

    /// <summary>Asserts that a package has all that a package should: assembly, docstrings, licence, readme, symbols.</summary>
    public void AssertWhole(string part)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Packages, $"{part}.{_version}.nupkg"));
        var names = package.Entries.Select(static entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string> { "README.md", $"lib/net10.0/{part}.dll", $"lib/net10.0/{part}.xml" },
            names
        );
        Assert.Contains(
            "<license type=\"expression\">Apache-2.0</license>",
            Description(part),
            StringComparison.Ordinal
        );
        using var symbols = ZipFile.OpenRead(Path.Combine(Packages, $"{part}.{_version}.snupkg"));
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{part}.pdb");
    }

    /// <summary>What a package says of itself: its nuspec.</summary>
    public string Description(string part)
    {
        using var package = ZipFile.OpenRead(Path.Combine(Packages, $"{part}.{_version}.nupkg"));
        using var nuspec = new StreamReader(package.GetEntry($"{part}.nuspec")!.Open());
        return nuspec.ReadToEnd();
    }

    /// <summary>Builds a sample from the packages alone.</summary>
    /// <param name="sample">The sample's folder in <c>samples</c>.</param>
    /// <param name="program">A program in place of the sample's own code; null for the sample as it is.</param>
    /// <returns>Where its program is.</returns>
    public async Task<string> BuildSampleAsync(string sample, string? program = null)
    {
        var source = Path.Combine(RepositoryFolder.Root, "samples", sample);
        var project = Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName;
        // Where somebody has run the sample in its place, what the build left is no part of it.
        foreach (
            var file in Directory
                .EnumerateFiles(source, "*", SearchOption.AllDirectories)
                .Where(file =>
                    Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj")
                )
                .Where(file => program is null || Path.GetExtension(file) != ".cs")
        )
        {
            var copy = Path.Combine(project, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        if (program is not null)
        {
            File.WriteAllText(Path.Combine(project, "Program.cs"), program);
        }

        File.WriteAllText(
            Path.Combine(project, "NuGet.config"),
            $"""<configuration><packageSources><add key="comity" value="{Packages}" /></packageSources></configuration>"""
        );
        // Everybody else's packages are there already; ours are not to be left among them.
        var cache =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var built = Path.Combine(project, "built");
        await Sdk.DotnetAsync(
            project,
            "build",
            "-c",
            "Release",
            "-o",
            built,
            $"-p:ComityVersion={_version}",
            $"-p:RestorePackagesPath={Path.Combine(Folder, "cache")}",
            $"-p:RestoreFallbackFolders={cache}"
        );
        return Path.Combine(built, "Sample.dll");
    }
}
