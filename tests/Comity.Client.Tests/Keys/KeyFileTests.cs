using Comity.Client.Keys;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;

namespace Comity.Client.Tests.Keys;

public sealed class KeyFileTests : IDisposable
{
    private static readonly Lei Owner = Lei.WithCheckDigits("OWNER0000000000000");

    private readonly string _folder = Directory.CreateTempSubdirectory("comity-keys").FullName;

    private string KeyPath => Path.Combine(_folder, "bank.key.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_key_comes_back_as_it_was_and_the_file_is_its_owners_alone()
    {
        using var key = SigningKey.Generate();
        KeyFile.Write(KeyPath, Owner, Permissions.Pay | Permissions.Keys, key);

        Assert.True(KeyFile.TryRead(KeyPath, out var read, out var failure), failure);
        using (read)
        {
            Assert.Equal(key.PublicKey, read.Key.PublicKey);
            Assert.Equal(Owner, read.Owner);
            Assert.Equal(Permissions.Pay | Permissions.Keys, read.Permissions);
        }

        Assert.Contains("plain text", File.ReadAllText(KeyPath), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
            File.SetUnixFileMode(KeyPath, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            Assert.False(KeyFile.TryRead(KeyPath, out _, out var open));
            Assert.Contains("chmod 600", open, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_from_a_printed_seed_signs_on_a_demonstration_alone_even_where_its_mark_was_taken_out()
    {
        using var key = PublishedKeys.Derive("demo"u8, 3);
        KeyFile.Write(KeyPath, Owner, Permissions.Pay, key, demonstration: true);
        File.WriteAllText(
            KeyPath,
            File.ReadAllText(KeyPath)
                .Replace("\"demonstration\": true", "\"demonstration\": false", StringComparison.Ordinal)
        );
        var network = new NetworkGenesis("real", new Timestamp(1), new NetworkParameters(), [], []);

        Assert.True(KeyFile.TryRead(KeyPath, out var read, out var failure), failure);
        using (read)
        {
            Assert.True(read.MaySignOn(network with { Demonstration = true }, out _));
            Assert.False(read.MaySignOn(network, out var refusal));
            Assert.Contains("printed seed", refusal, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_file_is_never_overwritten_and_a_damaged_one_is_not_read()
    {
        using var key = SigningKey.Generate();
        KeyFile.Write(KeyPath, Owner, Permissions.Pay, key);
        Assert.Throws<IOException>(() => KeyFile.Write(KeyPath, Owner, Permissions.Pay, key));

        var hex = Convert.ToHexStringLower(key.ExportSeed());
        File.WriteAllText(
            KeyPath,
            File.ReadAllText(KeyPath).Replace(hex, new string('0', 64), StringComparison.Ordinal)
        );
        Assert.False(KeyFile.TryRead(KeyPath, out _, out var failure));
        Assert.Contains("damaged", failure, StringComparison.Ordinal);
    }
}
