using Comity.Protocol.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Comity.Node.Access.Tokens;

/// <summary>A public key of the ledger, as the token library takes keys. It verifies as the ledger does.</summary>
internal sealed class LedgerKey : AsymmetricSecurityKey
{
    /// <summary>Takes a key.</summary>
    public LedgerKey(PublicKey key)
    {
        Key = key;
        KeyId = key.ToString();
        CryptoProviderFactory = new CryptoProviderFactory
        {
            CustomCryptoProvider = Provider.Instance,
            // Verified tokens are kept, so that a key's provider is made once for each token.
            CacheSignatureProviders = false,
        };
    }

    /// <summary>The key.</summary>
    public PublicKey Key { get; }

    /// <inheritdoc/>
    public override int KeySize => Key.Bytes.Length * 8;

    /// <inheritdoc/>
    [Obsolete("The library's own; asked by nobody.")]
    public override bool HasPrivateKey => false;

    /// <inheritdoc/>
    public override PrivateKeyStatus PrivateKeyStatus => PrivateKeyStatus.DoesNotExist;

    private sealed class Provider : ICryptoProvider
    {
        public static Provider Instance { get; } = new();

        public bool IsSupportedAlgorithm(string algorithm, params object[] args) =>
            args is [LedgerKey key, ..]
            && string.Equals(algorithm, Protocol.Tokens.TokenTerms.AlgorithmOf(key.Key), StringComparison.Ordinal);

        public object Create(string algorithm, params object[] args) => new Verifier((LedgerKey)args[0], algorithm);

        public void Release(object cryptoInstance) => (cryptoInstance as IDisposable)?.Dispose();
    }

    private sealed class Verifier(LedgerKey key, string algorithm) : SignatureProvider(key, algorithm)
    {
        public override byte[] Sign(byte[] input) => throw new NotSupportedException("A public key does not sign.");

        public override bool Verify(byte[] input, byte[] signature) =>
            SignatureVerifier.Verify(key.Key, input, signature);

        public override bool Verify(
            byte[] input,
            int inputOffset,
            int inputLength,
            byte[] signature,
            int signatureOffset,
            int signatureLength
        ) =>
            SignatureVerifier.Verify(
                key.Key,
                input.AsSpan(inputOffset, inputLength),
                signature.AsSpan(signatureOffset, signatureLength)
            );

        protected override void Dispose(bool disposing) { }
    }
}
