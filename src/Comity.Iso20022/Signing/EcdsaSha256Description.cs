using System.ComponentModel;
using System.Security.Cryptography;

namespace Comity.Iso20022.Signing;

/// <summary>
/// Tells the framework's XML signatures which of its own classes make ECDSA with SHA-256 (RFC 9231, section 2.3.6). Public
/// since the framework makes only such; not for use.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class EcdsaSha256Description : SignatureDescription
{
    /// <summary>Made by the framework.</summary>
    public EcdsaSha256Description()
    {
        KeyAlgorithm = typeof(ECDsa).AssemblyQualifiedName;
        DigestAlgorithm = "SHA256";
    }

    /// <inheritdoc/>
    public override HashAlgorithm CreateDigest() => SHA256.Create();

    /// <inheritdoc/>
    public override AsymmetricSignatureFormatter CreateFormatter(AsymmetricAlgorithm key) => new Formatter(key);

    /// <inheritdoc/>
    public override AsymmetricSignatureDeformatter CreateDeformatter(AsymmetricAlgorithm key) => new Deformatter(key);

    private sealed class Formatter(AsymmetricAlgorithm key) : AsymmetricSignatureFormatter
    {
        private ECDsa signing = (ECDsa)key;

        public override void SetKey(AsymmetricAlgorithm key) => signing = (ECDsa)key;

        public override void SetHashAlgorithm(string strName) { }

        public override byte[] CreateSignature(byte[] rgbHash) => signing.SignHash(rgbHash);
    }

    private sealed class Deformatter(AsymmetricAlgorithm key) : AsymmetricSignatureDeformatter
    {
        private ECDsa verifying = (ECDsa)key;

        public override void SetKey(AsymmetricAlgorithm key) => verifying = (ECDsa)key;

        public override void SetHashAlgorithm(string strName) { }

        public override bool VerifySignature(byte[] rgbHash, byte[] rgbSignature) =>
            verifying.VerifyHash(rgbHash, rgbSignature);
    }
}
