using NSec.Cryptography;

namespace Comity.Protocol.Keys;

/// <summary>Checks signatures by their key's algorithm.</summary>
public static class SignatureVerifier
{
    /// <summary>Whether a signature over a message is the key's.</summary>
    public static bool Verify(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        key.Algorithm switch
        {
            SignatureAlgorithm.Ed25519 => VerifyEd25519(key, message, signature),
            SignatureAlgorithm.P256 => P256Signature.Verify(key, message, signature),
            _ => false,
        };

    private static bool VerifyEd25519(PublicKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        NSec.Cryptography.PublicKey.TryImport(
            NSec.Cryptography.SignatureAlgorithm.Ed25519,
            key.Bytes,
            KeyBlobFormat.RawPublicKey,
            out var imported
        )
        && imported is not null
        && NSec.Cryptography.SignatureAlgorithm.Ed25519.Verify(imported, message, signature);
}
