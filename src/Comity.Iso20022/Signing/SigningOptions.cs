namespace Comity.Iso20022.Signing;

/// <summary>How a header is signed.</summary>
public sealed record SigningOptions
{
    /// <summary>The usual: the certificate is carried, no XAdES properties.</summary>
    public static SigningOptions Default { get; } = new();

    /// <summary>
    /// Whether only the certificate's subject key identifier is given (<c>X509SKI</c>), for receivers who know the certificate.
    /// </summary>
    public bool NameCertificateOnly { get; init; }

    /// <summary>
    /// When given, XAdES signed properties are added and signed: this time, and the digest of the certificate
    /// (ETSI EN 319 132-1, <c>SigningTime</c> and <c>SigningCertificateV2</c>).
    /// </summary>
    public DateTimeOffset? SigningTime { get; init; }
}
