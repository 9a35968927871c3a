using NSec.Cryptography;

namespace Comity.Protocol.Keys;

/// <summary>A private Ed25519 key (RFC 8032) in libsodium's guarded memory: locked against swapping, overwritten when it goes.</summary>
internal sealed class Ed25519Key : SoftwareKey
{
    private readonly Key _key;

    private Ed25519Key(Key key)
        : base(PublicOf(key)) => _key = key;

    public static new Ed25519Key FromSeed(ReadOnlySpan<byte> seed) =>
        new(Key.Import(NSec.Cryptography.SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey, Exportable()));

    /// <summary>The key of a PKCS#8 structure; null where it is none of Ed25519.</summary>
    public static SoftwareKey? FromPkcs8(ReadOnlySpan<byte> pkcs8) =>
        Key.TryImport(
            NSec.Cryptography.SignatureAlgorithm.Ed25519,
            pkcs8,
            KeyBlobFormat.PkixPrivateKey,
            out var key,
            Exportable()
        ) && key is not null
            ? new Ed25519Key(key)
            : null;

    public static Ed25519Key Generate() => new(Key.Create(NSec.Cryptography.SignatureAlgorithm.Ed25519, Exportable()));

    /// <inheritdoc/>
    public override byte[] ExportSecret() => _key.Export(KeyBlobFormat.RawPrivateKey);

    /// <inheritdoc/>
    public override byte[] Sign(ReadOnlySpan<byte> message) =>
        NSec.Cryptography.SignatureAlgorithm.Ed25519.Sign(_key, message);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _key.Dispose();

    private static KeyCreationParameters Exportable() =>
        new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };

    private static PublicKey PublicOf(Key key) =>
        Keys.PublicKey.TryCreate(
            Keys.SignatureAlgorithm.Ed25519,
            key.PublicKey.Export(KeyBlobFormat.RawPublicKey),
            out var publicKey
        )
            ? publicKey
            : throw new InvalidOperationException("The library exported a public key of another size.");
}
