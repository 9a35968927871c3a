using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Comity.Cli.Worlds;

/// <summary>
/// The certificates of a world folder: an authority of its own, whose private key is used once and forgotten, and the node's
/// certificate for this machine's names. Clients of the world trust exactly that authority. Anything else takes certificates
/// from wherever its operator gets them.
/// </summary>
internal static class WorldCertificates
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan Life = TimeSpan.FromDays(730);

    // Clocks of one pilot's machines differ.
    private static readonly TimeSpan Allowance = TimeSpan.FromHours(1);

    /// <summary>Makes them.</summary>
    /// <param name="network">The network's name, for the certificates' subjects.</param>
    /// <param name="now">From when they are valid.</param>
    /// <param name="authorityFile">Where the authority's certificate goes (PEM).</param>
    /// <param name="certificateFile">Where the node's certificate goes (PEM).</param>
    /// <param name="keyFile">Where the node's private key goes (PEM, PKCS #8, mode 0600).</param>
    public static void Make(
        string network,
        DateTimeOffset now,
        string authorityFile,
        string certificateFile,
        string keyFile
    )
    {
        var (from, to) = (now - Allowance, now + Life);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = Authority(network, authorityKey).CreateSelfSigned(from, to);
        using var nodeKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var node = Node(network, nodeKey).Create(authority, from, to, RandomNumberGenerator.GetBytes(16));
        File.WriteAllText(authorityFile, authority.ExportCertificatePem());
        File.WriteAllText(certificateFile, node.ExportCertificatePem());
        WriteKey(keyFile, nodeKey);
    }

    private static CertificateRequest Authority(string network, ECDsa key)
    {
        var request = new CertificateRequest(Subject($"{network} authority"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }

    private static CertificateRequest Node(string network, ECDsa key)
    {
        const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
        var request = new CertificateRequest(Subject($"{network} node"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false)
        );
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        if (Uri.CheckHostName(Environment.MachineName) == UriHostNameType.Dns)
        {
            names.AddDnsName(Environment.MachineName);
        }

        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static X500DistinguishedName Subject(string name)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddOrganizationName("Comity");
        subject.AddCommonName(name);
        return subject.Build();
    }

    private static void WriteKey(string path, ECDsa key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(key.ExportPkcs8PrivateKeyPem());
    }
}
