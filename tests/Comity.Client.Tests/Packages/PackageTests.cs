using Comity.Client.Keys;
using Comity.Client.Tests.Nodes;
using Comity.Protocol.Genesis;
using Comity.Protocol.Keys;
using Comity.Testing;

namespace Comity.Client.Tests.Packages;

/// <summary>The SDK as others get it: packed, restored from a folder, and used by the sample against a real node.</summary>
public sealed class PackageTests
{
    private static readonly string[] Parts = ["Comity.Protocol", "Comity.Client"];

    [Fact]
    public async Task The_packed_sdk_has_all_that_a_package_should_and_the_sample_pays_with_it()
    {
        using var feed = new PackageFeed();
        await feed.PackAsync(Parts);
        Assert.All(Parts, feed.AssertWhole);

        var sample = await feed.BuildSampleAsync("sdk");
        var world = new TestWorld(1);
        await using var node = await RealNode.StartAsync(world, 1_000);
        var key = Path.Combine(feed.Folder, "bank.key");
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
            sample,
            node.Address.ToString(),
            NetworkGenesis.IdOf(world.GenesisBytes).ToString(),
            key,
            world.Banks[0].Account.ToString(),
            world.Banks[1].Account.ToString(),
            world.Currencies[0].ToString(),
        ];
        var environment = new Dictionary<string, string> { ["COMITY_PASSPHRASE"] = "correct horse battery" };
        var (code, output) = await Sdk.RunAsync(feed.Folder, environment, "dotnet", [.. asking, "250"]);
        Assert.True(code == 0, output);
        Assert.Contains("before: 1000 minor units", output, StringComparison.Ordinal);
        Assert.Contains("step: Settled", output, StringComparison.Ordinal);
        Assert.Contains("after: 750 minor units", output, StringComparison.Ordinal);

        (code, output) = await Sdk.RunAsync(feed.Folder, environment, "dotnet", [.. asking, "2000"]);
        Assert.Equal(1, code);
        Assert.Contains("InsufficientCover (AM04)", output, StringComparison.Ordinal);
    }
}
