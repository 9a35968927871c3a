namespace Comity.Cli.Tests.Commands;

public sealed class ProofTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_proof_is_kept_and_checked_without_a_node_under_the_right_root_only()
    {
        var world = _folder["world"];
        var file = _folder["hkd.json"];
        string root;
        await using (await RunningWorld.StartAsync(world))
        {
            root = (await Cli.RunAsync("status", "--data", world, "--json")).Json.GetProperty("root").GetString()!;
            var proved = await Cli.RunAsync("prove", "supply", "HKD", "--data", world, "--out", file);
            Assert.True(proved.Code == 0, proved.Errors);
            var account = System
                .Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(world, "world.json")))
                .RootElement.GetProperty("members")
                .EnumerateArray()
                .Single(static one => one.GetProperty("bic").GetString() == "VICTHKHH")
                .GetProperty("account")
                .GetString()!;
            var balance = await Cli.RunAsync([
                "prove",
                "balance",
                account,
                "HKD",
                "--data",
                world,
                "--as",
                "VICTHKHH",
                "--out",
                _folder["balance"],
            ]);
            Assert.True(balance.Code == 0, balance.Errors);
        }

        var genesis = Path.Combine(world, "genesis.bin");
        var verified = await Cli.RunAsync("verify", file, "--root", root, "--genesis", genesis);
        Assert.Equal(0, verified.Code);
        Assert.Contains("HKD 1,400,000,000.00 issued, HKD 0.00 redeemed", verified.Output, StringComparison.Ordinal);
        // Without a genesis nobody can say where the point is.
        var bare = await Cli.RunAsync("verify", file, "--root", root);
        Assert.Contains("140000000000 minor units of HKD issued", bare.Output, StringComparison.Ordinal);
        var held = await Cli.RunAsync("verify", _folder["balance"], "--root", root, "--genesis", genesis);
        Assert.Contains("available and HKD 0.00 held", held.Output, StringComparison.Ordinal);

        var wrong = await Cli.RunAsync("verify", file, "--root", new string('0', 64));
        Assert.Equal(1, wrong.Code);
        Assert.Contains("NOT PROVEN", wrong.Output, StringComparison.Ordinal);
        File.WriteAllText(
            file,
            File.ReadAllText(file).Replace("1400000000.00", "1400000001.00", StringComparison.Ordinal)
        );
        Assert.Equal(1, (await Cli.RunAsync("verify", file, "--root", root)).Code);
        File.WriteAllText(file, "{}");
        Assert.Equal(2, (await Cli.RunAsync("verify", file, "--root", root)).Code);
    }
}
