using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>
/// A signing key in a file: JSON with its owner, what it is for, algorithm, public key and seed. The seed is in plain text, and
/// the file says so; its mode is 0600, and a file that others may read is not opened.
/// </summary>
public static class KeyFile
{
    private const string Warning =
        "The seed below is the private key in plain text. Whoever reads it can sign as the owner. Keep this file to yourself.";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a new key file with mode 0600.</summary>
    /// <param name="path">Where; an existing file is never overwritten.</param>
    /// <param name="owner">Whose key it is.</param>
    /// <param name="permissions">What it is meant to be allowed; the ledger says what it is.</param>
    /// <param name="key">The key.</param>
    /// <param name="demonstration">Whether it comes from a printed seed, so that everybody has it: the file is marked.</param>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public static void Write(
        string path,
        Lei owner,
        Permissions permissions,
        SigningKey key,
        bool demonstration = false
    )
    {
        var content = new Content(
            Warning,
            owner.ToString(),
            [.. Named().Where(named => (permissions & named.Value) != 0).Select(static named => named.Key)],
            "ed25519",
            Convert.ToHexStringLower(key.PublicKey.Bytes),
            Convert.ToHexStringLower(key.ExportSeed()),
            demonstration
        );
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, content, Format);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a key file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="key">The key with its owner, where all is well. The caller disposes of it.</param>
    /// <param name="failure">What is wrong and what to do, where it is not.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static bool TryRead(
        string path,
        [NotNullWhen(true)] out OwnedKey? key,
        [NotNullWhen(false)] out string? failure
    )
    {
        key = null;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != UnixFileMode.None)
        {
            failure = $"{path}: others may read or change it. Run: chmod 600 {path}";
            return false;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Format);
            failure = content is null ? "is empty" : Open(content, out key);
        }
        catch (JsonException fault)
        {
            failure = $"is not a key file: {fault.Message}";
        }

        failure = failure is null ? null : $"{path}: {failure}";
        return key is not null;
    }

    private static string? Open(Content content, out OwnedKey? key)
    {
        key = null;
        if (!Lei.TryParse(content.Owner, out var owner))
        {
            return $"owner '{content.Owner}' is not an LEI (ISO 17442)";
        }

        if (!string.Equals(content.Algorithm, "ed25519", StringComparison.Ordinal))
        {
            return $"algorithm '{content.Algorithm}' is not known; ed25519 is";
        }

        var permissions = Permissions.None;
        foreach (var name in content.Permissions)
        {
            if (!Named().TryGetValue(name, out var permission))
            {
                return $"permission '{name}' is none of {string.Join(", ", Named().Keys)}";
            }

            permissions |= permission;
        }

        var seed = new byte[32];
        if (
            content.Seed.Length != 64
            || Convert.FromHexString(content.Seed, seed, out _, out _) != System.Buffers.OperationStatus.Done
        )
        {
            return "seed is not 64 hexadecimal digits";
        }

        var signing = SigningKey.FromSeed(seed);
        if (
            !string.Equals(
                Convert.ToHexStringLower(signing.PublicKey.Bytes),
                content.PublicKey,
                StringComparison.Ordinal
            )
        )
        {
            signing.Dispose();
            return "public_key is not the seed's: the file is damaged";
        }

        // A mark that was taken out of the file does not help: what everybody has is recognised.
        key = new OwnedKey(
            owner,
            permissions,
            signing,
            content.Demonstration || PublishedKeys.Contains(signing.PublicKey)
        );
        return null;
    }

    private static Dictionary<string, Permissions> Named() =>
        Enum.GetValues<Permissions>()
            .Where(static value => System.Numerics.BitOperations.IsPow2((int)value))
            .ToDictionary(static value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));

    private sealed record Content(
        string Warning,
        string Owner,
        IReadOnlyList<string> Permissions,
        string Algorithm,
        string PublicKey,
        string Seed,
        bool Demonstration = false
    );
}
