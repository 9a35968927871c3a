using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Comity.Client.Security;

/// <summary>What a client takes for the node that it means to reach.</summary>
public abstract record NodeTrust
{
    private NodeTrust() { }

    /// <summary>A certificate that this machine's authorities vouch for.</summary>
    public static NodeTrust Machine { get; } = new MachineStore();

    /// <summary>A certificate from exactly these authorities, for the name that is called.</summary>
    /// <param name="pemFile">PEM file with their certificates.</param>
    /// <exception cref="IOException">The file cannot be read, or holds none.</exception>
    public static NodeTrust Authority(string pemFile)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(pemFile);
        }
        catch (CryptographicException fault)
        {
            throw new IOException($"{pemFile} holds no PEM certificates: {fault.Message}", fault);
        }

        return authorities.Count > 0
            ? new Authorities(authorities)
            : throw new IOException($"{pemFile} holds no PEM certificate.");
    }

    /// <summary>Exactly this public key, whoever vouches for it, whatever name is called.</summary>
    /// <param name="sha256">SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 7469, section 2.4).</param>
    public static NodeTrust PinnedKey(ReadOnlyMemory<byte> sha256) => new Pinned(sha256.ToArray());

    /// <summary>The pin of a certificate, for <see cref="PinnedKey"/>.</summary>
    public static byte[] PinOf(X509Certificate2 certificate) =>
        SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    internal abstract void Apply(SslClientAuthenticationOptions options);

    private sealed record MachineStore : NodeTrust
    {
        internal override void Apply(SslClientAuthenticationOptions options) { }
    }

    private sealed record Authorities(X509Certificate2Collection Certificates) : NodeTrust
    {
        internal override void Apply(SslClientAuthenticationOptions options)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            };
            policy.CustomTrustStore.AddRange(Certificates);
            options.CertificateChainPolicy = policy;
        }
    }

    private sealed record Pinned(byte[] Sha256) : NodeTrust
    {
        internal override void Apply(SslClientAuthenticationOptions options) =>
            options.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown && CryptographicOperations.FixedTimeEquals(PinOf(shown), Sha256);
    }
}
