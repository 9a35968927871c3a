namespace Comity.Cli.Tests.Commands;

public sealed class KeyRotateTests : IDisposable
{
    private const string Bank = "VICTHKHH";

    private readonly TestFolder _folder = new();

    private string World => _folder["world"];

    private string Key => Directory.EnumerateFiles(Path.Combine(World, "keys"), $"{Bank}-*.key").Single();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_key_takes_the_old_ones_place_and_both_sign_for_a_while()
    {
        await using var node = await RunningWorld.StartAsync(World);
        var key = Key;
        var before = await PublicKeyAsync(key);

        var rotated = await Cli.RunAsync("key", "rotate", key, "--data", World, "--json");

        Assert.True(rotated.Code == 0, rotated.Errors);
        var after = await PublicKeyAsync(key);
        Assert.NotEqual(before, after);
        Assert.Equal(after, rotated.Json.GetProperty("newKey").GetString());
        var retired = rotated.Json.GetProperty("retired").GetString()!;
        Assert.Equal(before, await PublicKeyAsync(retired));
        Assert.False(File.Exists($"{key}.next"));
        foreach (var signer in new[] { key, retired })
        {
            Assert.Equal("applied", await OpenAccountAsync(signer));
        }
    }

    [Fact]
    public async Task A_change_that_was_interrupted_is_finished_by_running_it_again()
    {
        await using var node = await RunningWorld.StartAsync(World);
        var key = Key;
        var before = await PublicKeyAsync(key);

        // The change is made, and its new key is in FILE.next: as after a power cut before the files changed places.
        var drafted = await Cli.RunAsync("key", "rotate", key, "--data", World, "--draft", _folder["change"]);
        Assert.True(drafted.Code == 0, drafted.Errors);
        var next = await PublicKeyAsync($"{key}.next");
        Assert.Equal(before, await PublicKeyAsync(key));
        Assert.Equal(0, (await Cli.RunAsync("transaction", "submit", _folder["change"], "--data", World)).Code);

        var rotated = await Cli.RunAsync("key", "rotate", key, "--data", World);

        Assert.True(rotated.Code == 0, rotated.Errors);
        Assert.Equal(next, await PublicKeyAsync(key));
        Assert.Equal("applied", await OpenAccountAsync(key));
    }

    [Fact]
    public async Task A_key_that_may_not_change_keys_changes_none()
    {
        await using var node = await RunningWorld.StartAsync(World);
        var treasury = Path.Combine(World, "keys", "CBHKHKHH-treasury.key");
        var before = await PublicKeyAsync(treasury);

        var ran = await Cli.RunAsync("key", "rotate", treasury, "--data", World);

        Assert.Equal(1, ran.Code);
        Assert.Contains("may not change keys", ran.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await PublicKeyAsync(treasury));
    }

    private async Task<string?> OpenAccountAsync(string key)
    {
        var lei = (await Cli.RunAsync("key", "show", key, "--json")).Json.GetProperty("owner").GetString();
        var draft = _folder[Guid.NewGuid().ToString("N")];
        File.WriteAllText(
            _folder["open.yaml"],
            $"operations: [ {{ open_account: {{ account: random, owner: {lei} }} }} ]"
        );
        var genesis = Path.Combine(World, "genesis.bin");
        Assert.Equal(
            0,
            (
                await Cli.RunAsync(
                    "transaction",
                    "draft",
                    _folder["open.yaml"],
                    draft,
                    "--signer",
                    key,
                    "--genesis",
                    genesis
                )
            ).Code
        );
        Assert.Equal(
            0,
            (await Cli.RunAsync("transaction", "sign", draft, "--key", key, "--genesis", genesis, "--yes")).Code
        );
        var sent = await Cli.RunAsync("transaction", "submit", draft, "--data", World, "--json");
        return sent.Json.GetProperty("outcome").GetString();
    }

    private static async Task<string?> PublicKeyAsync(string key)
    {
        var ran = await Cli.RunAsync("key", "show", key, "--json");
        Assert.True(ran.Code == 0, ran.Errors);
        return ran.Json.GetProperty("publicKey").GetString();
    }
}
