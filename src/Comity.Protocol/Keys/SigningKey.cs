using NSec.Cryptography;

namespace Comity.Protocol.Keys;

/// <summary>A private Ed25519 key (RFC 8032) in memory, held by libsodium's guarded allocation.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly Key _key;

    private SigningKey(Key key)
    {
        _key = key;
        PublicKey = Keys.PublicKey.TryCreate(
            Keys.SignatureAlgorithm.Ed25519,
            key.PublicKey.Export(KeyBlobFormat.RawPublicKey),
            out var publicKey
        )
            ? publicKey
            : throw new InvalidOperationException("The library exported a public key of another size.");
    }

    /// <summary>Its public half.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>A fresh random key whose seed can be exported.</summary>
    public static SigningKey Generate() =>
        new(
            Key.Create(
                NSec.Cryptography.SignatureAlgorithm.Ed25519,
                new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }
            )
        );

    /// <summary>The key of a 32-byte seed.</summary>
    public static SigningKey FromSeed(ReadOnlySpan<byte> seed) =>
        new(
            Key.Import(
                NSec.Cryptography.SignatureAlgorithm.Ed25519,
                seed,
                KeyBlobFormat.RawPrivateKey,
                new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport }
            )
        );

    /// <summary>The 32-byte seed. Keep it secret.</summary>
    public byte[] ExportSeed() => _key.Export(KeyBlobFormat.RawPrivateKey);

    /// <summary>The 64-byte signature over a message.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => NSec.Cryptography.SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
