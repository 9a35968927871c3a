using System.IO.Compression;
using Comity.Client.Keys;
using Comity.Client.Tests.Nodes;
using Comity.Protocol.Genesis;
using Comity.Protocol.Keys;
using Comity.Testing;

namespace Comity.Client.Tests.Packages;

/// <summary>The SDK as others get it: packed, restored from a folder, and used by the sample against a real node.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] Parts = ["Comity.Protocol", "Comity.Client"];

    // Its own every time: packages of one version are taken for the same.
    private readonly string _version = $"0.1.0-test{DateTime.UtcNow.Ticks}";
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_packed_sdk_has_all_that_a_package_should_and_the_sample_pays_with_it()
    {
        await PackAsync();
        foreach (var part in Parts)
        {
            AssertWhole(part);
        }

        var sample = await BuildSampleAsync();
        var world = new TestWorld(1);
        await using var node = await RealNode.StartAsync(world, 1_000);
        var key = Path.Combine(_folder, "bank.key");
        using (var passphrase = Passphrase.FromText("correct horse battery"))
        {
            KeyFile.Write(
                key,
                world.Banks[0].Lei,
                Permissions.All,
                (SoftwareKey)world.Banks[0].Key,
                passphrase,
                SealingCost.Least
            );
        }

        string[] asking =
        [
            node.Address.ToString(),
            NetworkGenesis.IdOf(world.GenesisBytes).ToString(),
            key,
            world.Banks[0].Account.ToString(),
            world.Banks[1].Account.ToString(),
            world.Currencies[0].ToString(),
        ];
        var (code, output) = await RunAsync(sample, [.. asking, "250"]);
        Assert.True(code == 0, output);
        Assert.Contains("before: 1000 minor units", output, StringComparison.Ordinal);
        Assert.Contains("step: Settled", output, StringComparison.Ordinal);
        Assert.Contains("after: 750 minor units", output, StringComparison.Ordinal);

        (code, output) = await RunAsync(sample, [.. asking, "2000"]);
        Assert.Equal(1, code);
        Assert.Contains("InsufficientCover (AM04)", output, StringComparison.Ordinal);
    }

    private async Task PackAsync()
    {
        foreach (var part in Parts)
        {
            await Sdk.DotnetAsync(
                RepositoryFolder.Root,
                "pack",
                Path.Combine("src", part),
                "--no-build",
                "-c",
                Sdk.Configuration,
                "-o",
                Path.Combine(_folder, "feed"),
                $"-p:Version={_version}"
            );
        }
    }

    private void AssertWhole(string part)
    {
        using var package = ZipFile.OpenRead(Path.Combine(_folder, "feed", $"{part}.{_version}.nupkg"));
        var names = package.Entries.Select(static entry => entry.FullName).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(
            new HashSet<string> { "README.md", $"lib/net10.0/{part}.dll", $"lib/net10.0/{part}.xml" },
            names
        );
        using var nuspec = new StreamReader(package.GetEntry($"{part}.nuspec")!.Open());
        Assert.Contains(
            "<license type=\"expression\">Apache-2.0</license>",
            nuspec.ReadToEnd(),
            StringComparison.Ordinal
        );
        using var symbols = ZipFile.OpenRead(Path.Combine(_folder, "feed", $"{part}.{_version}.snupkg"));
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{part}.pdb");
    }

    private async Task<string> BuildSampleAsync()
    {
        var sample = Path.Combine(_folder, "sample");
        Directory.CreateDirectory(sample);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, "samples", "sdk")))
        {
            File.Copy(file, Path.Combine(sample, Path.GetFileName(file)));
        }

        File.WriteAllText(
            Path.Combine(sample, "NuGet.config"),
            $"""<configuration><packageSources><add key="comity" value="{_folder}/feed" /></packageSources></configuration>"""
        );
        // Everybody else's packages are there already; ours are not to be left among them.
        var cache =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        await Sdk.DotnetAsync(
            sample,
            "build",
            "-c",
            "Release",
            "-o",
            Path.Combine(_folder, "built"),
            $"-p:ComityVersion={_version}",
            $"-p:RestorePackagesPath={Path.Combine(_folder, "cache")}",
            $"-p:RestoreFallbackFolders={cache}"
        );
        return Path.Combine(_folder, "built", "Sample.dll");
    }

    private Task<(int Code, string Output)> RunAsync(string sample, params string[] args) =>
        Sdk.RunAsync(
            _folder,
            new Dictionary<string, string> { ["COMITY_PASSPHRASE"] = "correct horse battery" },
            "dotnet",
            [sample, .. args]
        );
}
