using System.Security.Cryptography.X509Certificates;

namespace Comity.Iso20022.Signing;

/// <summary>Whose signatures count.</summary>
public sealed record SignerTrust
{
    /// <summary>
    /// Certificates trusted by themselves, as participants exchange them. Only these can be found where a signature names its
    /// certificate and does not carry it.
    /// </summary>
    public IReadOnlyList<X509Certificate2> Signers { get; init; } = [];

    /// <summary>Root certificates: what they issued is trusted.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>Certificates between an authority and a signer. They add no trust.</summary>
    public IReadOnlyList<X509Certificate2> Intermediates { get; init; } = [];

    /// <summary>
    /// Whether revocation is asked for. By default it is not, since that needs the network: a participant's certificate is
    /// withdrawn by taking it off these lists.
    /// </summary>
    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;

    internal bool Trusts(X509Certificate2 signer, DateTimeOffset at)
    {
        if (Signers.Any(known => known.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span)))
        {
            return true;
        }

        if (Authorities.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities.ToArray());
        chain.ChainPolicy.ExtraStore.AddRange(Intermediates.ToArray());
        chain.ChainPolicy.RevocationMode = Revocation;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        return chain.Build(signer);
    }
}
