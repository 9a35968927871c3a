using Comity.Client.Keys;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;

namespace Comity.Client.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private const string Right = "correct horse battery";

    private static readonly Lei Owner = Lei.WithCheckDigits("OWNER0000000000000");

    private static readonly KeyOpening PlainToo = new(new StatedPassphrase(Right), AllowPlain: true);

    private readonly string _folder = Directory.CreateTempSubdirectory("comity-keys").FullName;

    private string KeyPath => Path.Combine(_folder, "bank.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(SignatureAlgorithm.Ed25519)]
    [InlineData(SignatureAlgorithm.P256)]
    public void A_sealed_key_comes_back_as_it_was_and_the_file_is_its_owners_alone(SignatureAlgorithm algorithm)
    {
        using var key = WriteSealed(algorithm);

        using var read = Open(Right);
        Assert.Equal(key.PublicKey, read.Key.PublicKey);
        Assert.Equal((Owner, Permissions.Pay | Permissions.Keys), (read.Owner, read.Permissions));
        Assert.True(SignatureVerifier.Verify(key.PublicKey, [1, 2], read.Key.Sign([1, 2])));
        Assert.DoesNotContain(
            Convert.ToHexStringLower(key.ExportSecret()),
            File.ReadAllText(KeyPath),
            StringComparison.Ordinal
        );
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_file_that_others_may_read_is_not_opened()
    {
        WriteSealed().Dispose();
        File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", Failure(Right), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_passphrase_is_told_from_a_damaged_file()
    {
        WriteSealed().Dispose();
        Assert.Contains("passphrase is wrong", Failure("incorrect horse"), StringComparison.Ordinal);

        foreach (var field in new[] { "salt", "nonce", "ciphertext", "public_key" })
        {
            var whole = File.ReadAllText(KeyPath);
            File.WriteAllText(KeyPath, WithOtherDigit(whole, field));
            Assert.Contains("damaged", Failure(Right), StringComparison.Ordinal);
            File.WriteAllText(KeyPath, whole);
        }
    }

    [Theory]
    [InlineData("\"pay\"", "\"issue\"")]
    [InlineData("OWNER", "OTHER")]
    [InlineData("\"passes\": 2", "\"passes\": 3")]
    public void Whoever_changes_the_header_and_its_checksum_does_not_get_past_the_seal(string from, string to)
    {
        WriteSealed().Dispose();
        var text = File.ReadAllText(KeyPath).Replace(from, to, StringComparison.Ordinal);
        if (from == "OWNER")
        {
            text = text.Replace(
                Owner.ToString().Replace(from, to, StringComparison.Ordinal),
                Lei.WithCheckDigits("OTHER0000000000000").ToString(),
                StringComparison.Ordinal
            );
        }

        File.WriteAllText(KeyPath, text);
        Assert.Contains("checksum does not fit", Failure(Right), StringComparison.Ordinal);
        FixChecksum(text);

        Assert.Contains("somebody changed the file", Failure(Right), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"memory_kib\": 19456", "\"memory_kib\": 19455", "too weak")]
    [InlineData("\"passes\": 2", "\"passes\": 1", "too weak")]
    [InlineData("\"memory_kib\": 19456", "\"memory_kib\": 2000000000", "is not tried")]
    [InlineData("\"passes\": 2", "\"passes\": 100000", "is not tried")]
    [InlineData("argon2id", "scrypt", "not known")]
    [InlineData("xchacha20-poly1305", "aes", "not known")]
    [InlineData("comity-key-1", "comity-key-2", "not known")]
    [InlineData("ed25519", "rsa", "not known")]
    [InlineData("\"pay\"", "\"fly\"", "'fly' is none of pay, issue")]
    [InlineData("\"salt\": \"", "\"salt\": \"0", "salt is not 32")]
    [InlineData("\"format\"", "\"formal\"", "is not a key file")]
    [InlineData("\"sealed\"", "\"seal\"", "is not a key file")]
    public void What_cannot_be_is_said_by_name(string from, string to, string word)
    {
        WriteSealed().Dispose();
        File.WriteAllText(KeyPath, File.ReadAllText(KeyPath).Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(word, Failure(Right), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_file_is_never_overwritten()
    {
        using var key = WriteSealed();
        var before = File.ReadAllBytes(KeyPath);

        Assert.Throws<IOException>(() => KeyFile.WritePlain(KeyPath, Owner, Permissions.Pay, key));

        Assert.Equal(before, File.ReadAllBytes(KeyPath));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void A_passphrase_is_changed_and_the_old_one_opens_no_more()
    {
        using var key = WriteSealed();
        using (var opened = Open(Right))
        using (var other = Passphrase.FromText("another good one"))
        {
            KeyFile.Reseal(KeyPath, opened, other, SealingCost.Least);
        }

        Assert.Contains("passphrase is wrong", Failure(Right), StringComparison.Ordinal);
        using var again = Open("another good one");
        Assert.Equal(key.PublicKey, again.Key.PublicKey);
    }

    [Fact]
    public void A_plain_secret_is_taken_only_where_a_demonstration_is_stated()
    {
        using var key = SigningKey.Generate();
        KeyFile.WritePlain(KeyPath, Owner, Permissions.Pay, key);
        Assert.Contains("plain text", File.ReadAllText(KeyPath), StringComparison.Ordinal);

        Assert.Contains("only a demonstration", Failure(Right), StringComparison.Ordinal);
        Assert.True(KeyFile.TryOpen(KeyPath, PlainToo, out var read, out var failure), failure);
        read.Dispose();

        File.WriteAllText(KeyPath, WithOtherDigit(File.ReadAllText(KeyPath), "secret"));
        Assert.False(KeyFile.TryOpen(KeyPath, PlainToo, out _, out failure));
        Assert.Contains("damaged", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_from_a_printed_seed_signs_on_a_demonstration_alone_even_where_its_mark_was_taken_out()
    {
        using var key = PublishedKeys.Derive("demo"u8, 3);
        KeyFile.WritePlain(KeyPath, Owner, Permissions.Pay, key, demonstration: true);
        File.WriteAllText(
            KeyPath,
            File.ReadAllText(KeyPath)
                .Replace("\"demonstration\": true", "\"demonstration\": false", StringComparison.Ordinal)
        );
        var network = new NetworkGenesis("real", new Timestamp(1), new NetworkParameters(), [], []);

        Assert.True(KeyFile.TryOpen(KeyPath, PlainToo, out var read, out var failure), failure);
        using (read)
        {
            Assert.True(read.MaySignOn(network with { Demonstration = true }, out _));
            Assert.False(read.MaySignOn(network, out var refusal));
            Assert.Contains("printed seed", refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_from_somebodys_own_seed_keeps_its_mark_under_a_passphrase()
    {
        using var key = SigningKey.FromSeed(new byte[32]);
        KeyFile.WritePlain(KeyPath, Owner, Permissions.Pay, key, demonstration: true);
        Assert.True(KeyFile.TryOpen(KeyPath, PlainToo, out var plain, out var failure), failure);
        using (plain)
        using (var passphrase = Passphrase.FromText(Right))
        {
            KeyFile.Reseal(KeyPath, plain, passphrase, SealingCost.Least);
        }

        using (var read = Open(Right))
        {
            Assert.True(read.Demonstration);
        }

        File.WriteAllText(
            KeyPath,
            File.ReadAllText(KeyPath)
                .Replace("\"demonstration\": true", "\"demonstration\": false", StringComparison.Ordinal)
        );
        FixChecksum(File.ReadAllText(KeyPath));
        Assert.Contains("somebody changed the file", Failure(Right), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_file_says_is_read_without_a_passphrase()
    {
        using var key = WriteSealed();

        Assert.True(KeyFile.TryDescribe(KeyPath, out var description, out var failure), failure);
        Assert.Equal(
            new KeyDescription(Owner, Permissions.Pay | Permissions.Keys, key.PublicKey, KeyProtection.Sealed, null),
            description
        );
    }

    [Fact]
    public void A_cost_outside_its_bounds_seals_nothing()
    {
        using var key = SigningKey.Generate();
        using var passphrase = Passphrase.FromText(Right);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            KeyFile.Write(KeyPath, Owner, Permissions.Pay, key, passphrase, new SealingCost(8, 1))
        );
        Assert.False(File.Exists(KeyPath));
    }

    private SoftwareKey WriteSealed(SignatureAlgorithm algorithm = SignatureAlgorithm.Ed25519)
    {
        var key = SigningKey.Generate(algorithm);
        using var passphrase = Passphrase.FromText(Right);
        KeyFile.Write(KeyPath, Owner, Permissions.Pay | Permissions.Keys, key, passphrase, SealingCost.Least);
        return key;
    }

    private OwnedKey Open(string passphrase)
    {
        var opened = KeyFile.TryOpen(
            KeyPath,
            new KeyOpening(new StatedPassphrase(passphrase)),
            out var key,
            out var failure
        );
        Assert.True(opened, failure);
        return key!;
    }

    private string Failure(string passphrase)
    {
        Assert.False(
            KeyFile.TryOpen(KeyPath, new KeyOpening(new StatedPassphrase(passphrase)), out _, out var failure)
        );
        return failure;
    }

    // As somebody would who means to deceive: the checksum is over the header's lines and the ciphertext.
    private void FixChecksum(string text)
    {
        Assert.NotNull(KeyFileContent.Read(System.Text.Encoding.UTF8.GetBytes(text), out var content, out _));
        var secret = content!.Sealed!;
        File.WriteAllText(
            KeyPath,
            text.Replace(
                secret.Checksum,
                secret.ChecksumOf(content.AuthenticatedHeader(secret)),
                StringComparison.Ordinal
            )
        );
    }

    private static string WithOtherDigit(string text, string field)
    {
        var place = text.IndexOf($"\"{field}\": \"", StringComparison.Ordinal) + field.Length + 5;
        return $"{text[..place]}{(text[place] == '0' ? '1' : '0')}{text[(place + 1)..]}";
    }
}
