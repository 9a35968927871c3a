using Comity.Protocol.Identifiers;

namespace Comity.Cli.Tests.Commands;

public sealed class KeyTests : IDisposable
{
    private static readonly string Owner = Lei.WithCheckDigits("9876BKGUAN00000000").ToString();
    private static readonly Dictionary<string, string> Passphrase = new(StringComparer.Ordinal)
    {
        ["COMITY_PASSPHRASE"] = "correct horse battery",
        ["NEW"] = "another good passphrase",
    };

    private readonly TestFolder _folder = new();

    private string Key => _folder["bank.key"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_key_is_sealed_shown_without_its_passphrase_and_never_written_over()
    {
        var made = await RunAsync("key", "new", Key, "--owner", Owner, "--may", "Pay", "--json");
        var shown = await Cli.RunAsync("key", "show", Key, "--json");
        var again = await RunAsync("key", "new", Key, "--owner", Owner);

        Assert.Equal((0, 0, 2), (made.Code, shown.Code, again.Code));
        Assert.Equal(made.Json.GetProperty("publicKey").GetString(), shown.Json.GetProperty("publicKey").GetString());
        Assert.Equal(Owner, shown.Json.GetProperty("owner").GetString());
        Assert.Equal("sealed", shown.Json.GetProperty("kept").GetString());
        Assert.Equal("Pay", shown.Json.GetProperty("permissions").GetString());
        Assert.Contains("exists already", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_passphrase_and_a_terminal_no_key_is_made()
    {
        var made = await Cli.RunAsync("key", "new", Key, "--owner", Owner);

        Assert.Equal(2, made.Code);
        Assert.Contains("file:PATH, env:NAME or fd:NUMBER", made.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public async Task A_passphrase_is_changed_and_proven_by_opening()
    {
        await RunAsync("key", "new", Key, "--owner", Owner);

        var wrong = await RunAsync(
            "key",
            "change-passphrase",
            Key,
            "--passphrase",
            "env:NEW",
            "--new-passphrase",
            "env:NEW"
        );
        Assert.Equal(2, wrong.Code);
        Assert.Contains("the passphrase is wrong", wrong.Errors, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("key", "change-passphrase", Key, "--new-passphrase", "env:NEW")).Code);
        Assert.Equal(2, (await RunAsync("key", "show", Key, "--open")).Code);
        Assert.Equal(0, (await RunAsync("key", "show", Key, "--open", "--passphrase", "env:NEW")).Code);
    }

    [Fact]
    public async Task A_passphrase_on_the_command_line_is_refused_without_being_repeated()
    {
        var ran = await RunAsync("key", "new", Key, "--owner", Owner, "--passphrase", "my-secret-words");

        Assert.Equal(2, ran.Code);
        Assert.DoesNotContain("my-secret-words", ran.Errors + ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC",
        "ed25519:19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1"
    )]
    [InlineData(
        "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgya+p2EW6dRZrXCFXZ7HWk05Qw9s26JsSe4piKxIPZyGhRANCAARg/tS6JVqdMclh63TGNW1owEm4kjth+mzmaWIuYPKftnkD/hAIuLyZpBrp6VYovGTy8bIMLX6fUXejwpTURiKZ",
        "p256:0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
    )]
    public async Task A_key_of_openssl_is_imported_as_what_it_is(string base64, string publicKey)
    {
        // RFC 8410, section 10.3, and the key of RFC 6979, appendix A.2.5, in PKCS#8.
        await File.WriteAllTextAsync(
            _folder["bank.pem"],
            $"-----BEGIN PRIVATE KEY-----\n{base64}\n-----END PRIVATE KEY-----\n",
            TestContext.Current.CancellationToken
        );

        var made = await RunAsync("key", "import", Key, "--from", _folder["bank.pem"], "--owner", Owner, "--json");

        Assert.True(made.Code == 0, made.Errors);
        Assert.Equal(publicKey, made.Json.GetProperty("publicKey").GetString());
        Assert.Equal(0, (await RunAsync("key", "show", Key, "--open")).Code);
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----")]
    [InlineData("1234")]
    public async Task What_is_no_key_is_not_imported(string text)
    {
        await File.WriteAllTextAsync(_folder["it"], text, TestContext.Current.CancellationToken);

        var made = await RunAsync("key", "import", Key, "--from", _folder["it"], "--owner", Owner);

        Assert.Equal(2, made.Code);
        Assert.False(File.Exists(Key));
    }

    private static Task<Ran> RunAsync(params string[] args) => Cli.RunWithAsync(Passphrase, args);
}
