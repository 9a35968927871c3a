using Comity.Client.Keys;

namespace Comity.Client.Tests.Keys;

public sealed class PassphraseSourceTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("long enough it is\n", "long enough it is")]
    [InlineData("with windows' line end\r\n", "with windows' line end")]
    [InlineData("the first line\nnot the second", "the first line")]
    [InlineData(" spaces count ", " spaces count ")]
    [InlineData("pässwörtlich 密码短语", "pässwörtlich 密码短语")]
    public void A_files_first_line_is_the_passphrase(string content, string expected)
    {
        Write(content);

        Assert.True(Source($"file:{_file}").TryRead("it", out var passphrase, out var failure), failure);
        using var stated = Passphrase.FromText(expected);
        Assert.True(passphrase.SameAs(stated));
        passphrase.Dispose();
    }

    [Fact]
    public void An_empty_a_missing_an_endless_and_an_open_file_are_refused()
    {
        Write("\nsecond");
        Assert.Contains("empty line", Failure($"file:{_file}"), StringComparison.Ordinal);
        Write(new string('x', 2000));
        Assert.Contains("more than 1024 bytes", Failure($"file:{_file}"), StringComparison.Ordinal);
        File.SetUnixFileMode(_file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Failure($"file:{_file}"), StringComparison.Ordinal);
        Assert.Contains("the passphrase of x cannot be read", Failure($"file:{_file}.not"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_variable_that_is_not_set_is_named()
    {
        var name = $"COMITY_TEST_{Guid.NewGuid():N}";
        Assert.Contains(name, Failure($"env:{name}"), StringComparison.Ordinal);
        Environment.SetEnvironmentVariable(name, "from the environment");

        Assert.True(Source($"env:{name}").TryRead("it", out var passphrase, out var failure), failure);

        using var stated = Passphrase.FromText("from the environment");
        Assert.True(passphrase.SameAs(stated));
        passphrase.Dispose();
    }

    [Fact]
    public void A_file_descriptor_gives_the_same_passphrase_to_every_key()
    {
        Write("through a pipe it comes\n");
        using var handle = File.OpenHandle(_file);
        var source = Source($"fd:{handle.DangerousGetHandle()}");
        using var stated = Passphrase.FromText("through a pipe it comes");
        for (var time = 0; time < 2; time++)
        {
            Assert.True(source.TryRead("it", out var passphrase, out var failure), failure);
            Assert.True(passphrase.SameAs(stated));
            passphrase.Dispose();
        }

        Assert.Contains("descriptor 987", Failure("fd:987"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_passphrase_that_is_short_is_refused()
    {
        Write("eleven char\n");
        Assert.False(Source($"file:{_file}").TryReadNew("bank.key", out _, out var failure));
        Assert.Contains("at least 12", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("file:")]
    [InlineData("env:")]
    [InlineData("fd:one")]
    [InlineData("fd:-1")]
    [InlineData("prompt:now")]
    public void A_text_that_names_no_source_is_not_taken_for_a_passphrase(string text) =>
        Assert.False(PassphraseSource.TryParse(text, out _));

    private static PassphraseSource Source(string text) =>
        PassphraseSource.TryParse(text, out var source) ? source : throw new ArgumentException(text, nameof(text));

    private static string Failure(string text)
    {
        Assert.False(Source(text).TryRead("the passphrase of x", out _, out var failure));
        return failure;
    }

    private void Write(string content) => File.WriteAllText(_file, content);
}
