using Comity.Protocol.Keys;
using Comity.Protocol.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Comity.Client.Security;

/// <summary>A participant's signing key, as the token library takes keys. The private half stays where it is.</summary>
internal sealed class TokenKey : AsymmetricSecurityKey
{
    private readonly SigningKey _key;

    /// <summary>Takes a key; it stays the caller's to dispose of.</summary>
    public TokenKey(SigningKey key)
    {
        _key = key;
        KeyId = key.PublicKey.ToString();
        CryptoProviderFactory = new CryptoProviderFactory
        {
            CustomCryptoProvider = new Provider(),
            CacheSignatureProviders = false,
        };
    }

    /// <inheritdoc/>
    public override int KeySize => _key.PublicKey.Bytes.Length * 8;

    /// <inheritdoc/>
    [Obsolete("The library's own; asked by nobody.")]
    public override bool HasPrivateKey => true;

    /// <inheritdoc/>
    public override PrivateKeyStatus PrivateKeyStatus => PrivateKeyStatus.Exists;

    private sealed class Provider : ICryptoProvider
    {
        public bool IsSupportedAlgorithm(string algorithm, params object[] args) =>
            args is [TokenKey key, ..]
            && string.Equals(algorithm, TokenTerms.AlgorithmOf(key._key.PublicKey), StringComparison.Ordinal);

        public object Create(string algorithm, params object[] args) => new Signer((TokenKey)args[0], algorithm);

        public void Release(object cryptoInstance) => (cryptoInstance as IDisposable)?.Dispose();
    }

    private sealed class Signer(TokenKey key, string algorithm) : SignatureProvider(key, algorithm)
    {
        public override byte[] Sign(byte[] input) => key._key.Sign(input);

        public override bool Sign(ReadOnlySpan<byte> data, Span<byte> destination, out int bytesWritten)
        {
            var signature = key._key.Sign(data);
            bytesWritten = signature.Length;
            return signature.AsSpan().TryCopyTo(destination);
        }

        public override bool Verify(byte[] input, byte[] signature) =>
            SignatureVerifier.Verify(key._key.PublicKey, input, signature);

        protected override void Dispose(bool disposing) { }
    }
}
