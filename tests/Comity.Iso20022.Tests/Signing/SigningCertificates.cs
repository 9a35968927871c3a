using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Comity.Iso20022.Tests.Signing;

/// <summary>Certificates for tests, in force around <see cref="Now"/> unless asked otherwise.</summary>
internal static class SigningCertificates
{
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static readonly X509Certificate2 Rsa = Make(RSA.Create(2048));

    public static readonly X509Certificate2 P256 = Make(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static readonly X509Certificate2 Authority = Make(
        ECDsa.Create(ECCurve.NamedCurves.nistP256),
        "CN=Authority",
        isAuthority: true
    );

    public static readonly X509Certificate2 Issued = Make(
        ECDsa.Create(ECCurve.NamedCurves.nistP256),
        issuer: Authority
    );

    public static X509Certificate2 Of(string name) =>
        name switch
        {
            nameof(Rsa) => Rsa,
            nameof(P256) => P256,
            nameof(Issued) => Issued,
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    public static X509Certificate2 Make(
        AsymmetricAlgorithm key,
        string subject = "CN=Bank A",
        X509Certificate2? issuer = null,
        bool isAuthority = false,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature,
        int fromDay = -10,
        int toDay = 10,
        bool identified = true
    )
    {
        var request = key is RSA rsa
            ? new CertificateRequest(subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest(subject, (ECDsa)key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        var allowed = isAuthority ? X509KeyUsageFlags.KeyCertSign : usage;
        request.CertificateExtensions.Add(new X509KeyUsageExtension(allowed, true));
        if (identified)
        {
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        }

        var (from, to) = (Now.AddDays(fromDay), Now.AddDays(toDay));
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, to);
        }

        using var issued = request.Create(issuer, from, to, Guid.NewGuid().ToByteArray());
        return key is RSA ofRsa ? issued.CopyWithPrivateKey(ofRsa) : issued.CopyWithPrivateKey((ECDsa)key);
    }
}
