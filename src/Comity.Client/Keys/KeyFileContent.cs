using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Client.Keys.Pkcs11;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Client.Keys;

/// <summary>A key file as JSON: docs/keys.md. Exactly one of the last three is there.</summary>
internal sealed record KeyFileContent(
    string Format,
    string Owner,
    IReadOnlyList<string> Permissions,
    string Algorithm,
    string PublicKey
)
{
    public const string FormatName = "comity-key-1";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
    };

    /// <summary>Whether the key comes from a printed seed, so that everybody has it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Demonstration { get; init; }

    public SealedSecret? Sealed { get; init; }

    public string? Token { get; init; }

    public PlainSecret? Plain { get; init; }

    public static KeyFileContent Of(Lei owner, Permissions permissions, PublicKey publicKey) =>
        new(
            FormatName,
            owner.ToString(),
            PermissionNames.Of(permissions),
            AlgorithmNames.Of(publicKey.Algorithm),
            Convert.ToHexStringLower(publicKey.Bytes)
        );

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>Reads a file's bytes; says what is wrong with them.</summary>
    public static string? Read(ReadOnlySpan<byte> bytes, out KeyFileContent? content, out KeyDescription? description)
    {
        (content, description) = (null, null);
        try
        {
            content = JsonSerializer.Deserialize<KeyFileContent>(bytes, Json);
        }
        catch (JsonException fault)
        {
            return $"is not a key file: {fault.Message}";
        }

        return content is null ? "is empty" : content.Describe(out description);
    }

    /// <summary>
    /// What is authenticated beside the secret: a line for each field of the header, in this order. A byte of it that changes
    /// makes the seal invalid.
    /// </summary>
    public byte[] AuthenticatedHeader(SealedSecret parameters) =>
        Encoding.UTF8.GetBytes(
            string.Concat(
                $"{Format}\n",
                $"owner={Owner}\n",
                $"permissions={string.Join(',', Permissions)}\n",
                $"algorithm={Algorithm}\n",
                $"public_key={PublicKey}\n",
                $"demonstration={(Demonstration ? "true" : "false")}\n",
                $"derivation={parameters.Derivation}\n",
                $"memory_kib={parameters.MemoryKib}\n",
                $"passes={parameters.Passes}\n",
                $"salt={parameters.Salt}\n",
                $"cipher={parameters.Cipher}\n",
                $"nonce={parameters.Nonce}\n"
            )
        );

    private string? Describe(out KeyDescription? description)
    {
        description = null;
        if (Format != FormatName)
        {
            return $"format '{Format}' is not known; this program reads {FormatName}";
        }

        if (!Lei.TryParse(Owner, out var owner))
        {
            return $"owner '{Owner}' is not an LEI (ISO 17442)";
        }

        if (PermissionNames.Read(Permissions, out var permissions) is { } unknown)
        {
            return $"permission '{unknown}' is none of {string.Join(", ", PermissionNames.All)}";
        }

        if (!AlgorithmNames.TryParse(Algorithm, out _))
        {
            return $"algorithm '{Algorithm}' is not known; ed25519 and p256 are";
        }

        if (!Protocol.Keys.PublicKey.TryParse($"{Algorithm}:{PublicKey}", out var publicKey))
        {
            return $"public_key is none of {Algorithm}, in hexadecimal digits";
        }

        return Protect(out var protection, out var token) is { } fault
            ? fault
            : Describe(new KeyDescription(owner, permissions, publicKey, protection, token), out description);
    }

    private static string? Describe(KeyDescription described, out KeyDescription? description)
    {
        description = described;
        return null;
    }

    private string? Protect(out KeyProtection protection, out Pkcs11Uri? token)
    {
        (protection, token) = (default, null);
        switch (Sealed, Token, Plain)
        {
            case ({ } secret, null, null):
                protection = KeyProtection.Sealed;
                return secret.Fault(AuthenticatedHeader(secret));
            case (null, { } uri, null):
                protection = KeyProtection.Token;
                return Pkcs11Uri.TryParse(uri, out token, out var failure) ? null : $"token: {failure}";
            case (null, null, { }):
                protection = KeyProtection.Plain;
                return null;
            default:
                return "holds not exactly one of sealed, token and plain";
        }
    }
}

/// <summary>A secret under a passphrase.</summary>
internal sealed record SealedSecret(
    string Derivation,
    int MemoryKib,
    int Passes,
    string Salt,
    string Cipher,
    string Nonce,
    string Ciphertext,
    string Checksum
)
{
    private const int ChecksumDigits = 16;

    [JsonIgnore]
    public SealingCost Cost => new(MemoryKib, Passes);

    /// <summary>Tells damage from a wrong passphrase. It is no secret and no protection: whoever changes the file can make it anew.</summary>
    public string ChecksumOf(ReadOnlySpan<byte> header)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(Encoding.UTF8.GetBytes(Ciphertext));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..ChecksumDigits];
    }

    /// <summary>What is wrong with it; null where it can be opened by the right passphrase.</summary>
    public string? Fault(ReadOnlySpan<byte> header) =>
        Derivation != SecretSeal.DerivationName
            ? $"derivation '{Derivation}' is not known; {SecretSeal.DerivationName} is"
        : Cipher != SecretSeal.CipherName ? $"cipher '{Cipher}' is not known; {SecretSeal.CipherName} is"
        : Cost.Fault() is { } weak ? weak
        : !IsHex(Salt, SecretSeal.SaltSize) ? $"salt is not {2 * SecretSeal.SaltSize} hexadecimal digits"
        : !IsHex(Nonce, SecretSeal.NonceSize) ? $"nonce is not {2 * SecretSeal.NonceSize} hexadecimal digits"
        : !IsHex(Ciphertext, SecretSeal.SealedSize)
            ? $"ciphertext is not {2 * SecretSeal.SealedSize} hexadecimal digits"
        : Checksum != ChecksumOf(header) ? "is damaged: its checksum does not fit. Take it from a copy"
        : null;

    private static bool IsHex(string text, int bytes) =>
        text.Length == 2 * bytes && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>A secret in plain text.</summary>
internal sealed record PlainSecret(string Warning, string Secret)
{
    public const string Told =
        "This is the private key in plain text. Whoever reads it can sign as the owner. For demonstrations only.";
}
