using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Comity.Testing;

/// <summary>A certificate authority of a test's own, in a folder: server certificates, client certificates with an LEI, revocation.</summary>
public sealed class TestCertificates : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _authority;
    private readonly string _folder;

    /// <summary>Makes an authority and writes its certificate.</summary>
    public TestCertificates(string folder, string name = "test authority")
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(AuthorityFile, _authority.ExportCertificatePem());
    }

    /// <summary>The authority's certificate (PEM).</summary>
    public string AuthorityFile => Path.Combine(_folder, "ca.pem");

    /// <summary>The node's certificate (PEM), once made.</summary>
    public string NodeFile => Path.Combine(_folder, "node.pem");

    /// <summary>The node's private key (PEM), once made.</summary>
    public string NodeKeyFile => Path.Combine(_folder, "node.key");

    /// <summary>The revocation list (PEM), once made.</summary>
    public string RevocationFile => Path.Combine(_folder, "crl.pem");

    /// <summary>Makes, or renews, the node's certificate for loopback names.</summary>
    /// <returns>The certificate's serial number.</returns>
    public string MakeNode()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        using var certificate = Issue("CN=node", key, ServerAuthentication, names.Build());
        File.WriteAllText(NodeFile, certificate.ExportCertificatePem());
        File.WriteAllText(NodeKeyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(NodeKeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return certificate.SerialNumber;
    }

    /// <summary>A client certificate with its private key.</summary>
    /// <param name="lei">Goes into the extension of ISO 17442-2; empty for none.</param>
    /// <param name="purpose">The extended key usage; client authentication where left out.</param>
    /// <param name="end">Until when it is valid.</param>
    public X509Certificate2 MakeClient(string lei, string purpose = ClientAuthentication, DateTimeOffset? end = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        X509Extension[] extensions =
            lei.Length == 0
                ? []
                : [Printable("1.3.6.1.4.1.52266.1", lei), Printable("1.3.6.1.4.1.52266.2", "payments desk")];
        using var certificate = Issue("CN=client", key, purpose, end, extensions);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Writes a revocation list.</summary>
    public void Revoke(DateTimeOffset nextUpdate, params X509Certificate2[] certificates)
    {
        var list = new CertificateRevocationListBuilder();
        foreach (var certificate in certificates)
        {
            list.AddEntry(certificate);
        }

        var der = list.Build(
            _authority,
            1,
            nextUpdate,
            HashAlgorithmName.SHA256,
            rsaSignaturePadding: null,
            thisUpdate: nextUpdate.AddDays(-20)
        );
        File.WriteAllText(RevocationFile, PemEncoding.WriteString("X509 CRL", der));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _authority.Dispose();
        _key.Dispose();
    }

    private static X509Extension Printable(string oid, string text)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteCharacterString(UniversalTagNumber.PrintableString, text);
        return new X509Extension(oid, writer.Encode(), critical: false);
    }

    private X509Certificate2 Issue(string subject, ECDsa key, string purpose, params X509Extension[] extensions) =>
        Issue(subject, key, purpose, null, extensions);

    private X509Certificate2 Issue(
        string subject,
        ECDsa key,
        string purpose,
        DateTimeOffset? end,
        params X509Extension[] extensions
    )
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        foreach (var extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        return request.Create(
            _authority,
            DateTimeOffset.UtcNow.AddDays(-1),
            end ?? DateTimeOffset.UtcNow.AddDays(20),
            RandomNumberGenerator.GetBytes(12)
        );
    }
}
