using Comity.Client.Keys;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

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
