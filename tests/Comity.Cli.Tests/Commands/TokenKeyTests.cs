namespace Comity.Cli.Tests.Commands;

/// <summary>Keys on a hardware token by command, with SoftHSM in the token's place.</summary>
public sealed class TokenKeyTests : IDisposable
{
    private const string Bank = "VICTHKHH";
    private readonly TestFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public TokenKeyTests()
    {
        _environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SOFTHSM2_CONF"] = _folder["softhsm2.conf"],
            ["COMITY_PASSPHRASE"] = SoftHsmToken.Pin,
        };
        SoftHsmToken.Make(_folder.Path, _environment);
    }

    private string World => _folder["world"];

    private string Key => Directory.EnumerateFiles(Path.Combine(World, "keys"), $"{Bank}-*.key").Single();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_key_is_made_on_the_token_shown_and_never_made_twice()
    {
        var owner = Comity.Protocol.Identifiers.Lei.WithCheckDigits("9876BKGUAN00000000").ToString();
        string[] make =
        [
            "key",
            "new",
            _folder["bank.key"],
            "--owner",
            owner,
            "--token",
            SoftHsmToken.Uri("pay"),
            "--json",
        ];
        var made = await RunAsync(make);
        Assert.True(made.Code == 0, made.Errors);

        var shown = await RunAsync("key", "show", _folder["bank.key"], "--open", "--json");
        Assert.True(shown.Code == 0, shown.Errors);
        Assert.Equal("token", shown.Json.GetProperty("kept").GetString());
        Assert.Equal(made.Json.GetProperty("publicKey").GetString(), shown.Json.GetProperty("publicKey").GetString());
        var text = await File.ReadAllTextAsync(_folder["bank.key"], TestContext.Current.CancellationToken);
        Assert.Contains("pkcs11:token=bank", text, StringComparison.Ordinal);
        Assert.DoesNotContain(SoftHsmToken.Pin, text, StringComparison.Ordinal);

        make[2] = _folder["again.key"];
        var again = await RunAsync(make);
        Assert.Equal(2, again.Code);
        Assert.Contains("already", again.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["again.key"]));
    }

    [Fact]
    public async Task A_wrong_pin_makes_no_key()
    {
        var owner = Comity.Protocol.Identifiers.Lei.WithCheckDigits("9876BKGUAN00000000").ToString();
        _environment["COMITY_PASSPHRASE"] = "000000";
        var made = await RunAsync(
            "key",
            "new",
            _folder["bank.key"],
            "--owner",
            owner,
            "--token",
            SoftHsmToken.Uri("pay")
        );
        Assert.Equal(2, made.Code);
        Assert.Contains("PIN of token bank is wrong", made.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["bank.key"]));
    }

    [Fact]
    public async Task A_banks_key_moves_onto_the_token_and_from_there_to_the_next()
    {
        await using var node = await RunningWorld.StartAsync(World);
        var key = Key;
        var before = await PublicKeyAsync(key);

        var moved = await RunAsync(
            "key",
            "rotate",
            key,
            "--token",
            SoftHsmToken.Uri("first"),
            "--data",
            World,
            "--json"
        );
        Assert.True(moved.Code == 0, moved.Errors);
        var first = await PublicKeyAsync(key);
        Assert.NotEqual(before, first);
        Assert.Equal("token", (await RunAsync("key", "show", key, "--json")).Json.GetProperty("kept").GetString());
        Assert.Equal("applied", await OpenAccountAsync(key));

        var nowhere = await RunAsync("key", "rotate", key, "--data", World);
        Assert.Equal(2, nowhere.Code);
        Assert.Contains("--token pkcs11:", nowhere.Errors, StringComparison.Ordinal);
        var next = await RunAsync(
            "key",
            "rotate",
            key,
            "--token",
            SoftHsmToken.Uri("second"),
            "--data",
            World,
            "--json"
        );
        Assert.True(next.Code == 0, next.Errors);
        Assert.Equal(first, next.Json.GetProperty("oldKey").GetString());
        Assert.Equal("applied", await OpenAccountAsync(key));
        Assert.Equal("applied", await OpenAccountAsync(next.Json.GetProperty("retired").GetString()!));
    }

    private Task<Ran> RunAsync(params string[] args) => Cli.RunWithAsync(_environment, args);

    private async Task<string?> PublicKeyAsync(string key) =>
        (await RunAsync("key", "show", key, "--json")).Json.GetProperty("publicKey").GetString();

    private async Task<string?> OpenAccountAsync(string key)
    {
        var lei = (await RunAsync("key", "show", key, "--json")).Json.GetProperty("owner").GetString();
        var (draft, genesis) = (_folder[Guid.NewGuid().ToString("N")], Path.Combine(World, "genesis.bin"));
        await File.WriteAllTextAsync(
            _folder["open.yaml"],
            $"operations: [ {{ open_account: {{ account: random, owner: {lei} }} }} ]",
            TestContext.Current.CancellationToken
        );
        foreach (
            var step in (string[][])
                [
                    ["transaction", "draft", _folder["open.yaml"], draft, "--signer", key, "--genesis", genesis],
                    ["transaction", "sign", draft, "--key", key, "--genesis", genesis, "--yes"],
                ]
        )
        {
            var ran = await RunAsync(step);
            Assert.True(ran.Code == 0, ran.Errors);
        }

        var sent = await RunAsync("transaction", "submit", draft, "--data", World, "--json");
        return sent.Json.GetProperty("outcome").GetString();
    }
}
