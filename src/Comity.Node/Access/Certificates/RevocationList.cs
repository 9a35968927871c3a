using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Security.Certificates;
using Org.BouncyCastle.X509;
using BouncyCertificate = Org.BouncyCastle.X509.X509Certificate;

namespace Comity.Node.Access.Certificates;

/// <summary>A certificate revocation list of a client authority (RFC 5280, section 5), from a file.</summary>
internal sealed class RevocationList
{
    private readonly IReadOnlyList<X509Crl> _lists;

    private RevocationList(IReadOnlyList<X509Crl> lists) => _lists = lists;

    /// <summary>Reads a file of one or more lists, PEM or DER, and checks that the authorities signed them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="authorities">Whose lists count.</param>
    /// <exception cref="IOException">The file cannot be read, or holds no list, or one that no authority signed.</exception>
    public static RevocationList Read(string path, X509Certificate2Collection authorities)
    {
        X509Crl[] lists;
        try
        {
            lists = [.. new X509CrlParser().ReadCrls(File.ReadAllBytes(path))];
        }
        catch (Exception fault) when (fault is CrlException or GeneralSecurityException or InvalidDataException)
        {
            throw new IOException($"{path} is no certificate revocation list (PEM or DER): {fault.Message}", fault);
        }

        return lists.Length > 0 && lists.All(list => authorities.Any(authority => IsSignedBy(list, authority)))
            ? new RevocationList(lists)
            : throw new IOException($"{path} holds no list, or one that none of the client authorities signed.");
    }

    /// <summary>Whether a list is past its time: what it does not name may have been revoked since.</summary>
    public bool IsOutdated(DateTimeOffset now) =>
        _lists.Any(list => list.NextUpdate is { } next && next.ToUniversalTime() < now.UtcDateTime);

    /// <summary>Whether a certificate is revoked.</summary>
    public bool Contains(X509Certificate2 certificate)
    {
        var parsed = new X509CertificateParser().ReadCertificate(certificate.RawData);
        return _lists.Any(list => list.IssuerDN.Equivalent(parsed.IssuerDN) && list.IsRevoked(parsed));
    }

    private static bool IsSignedBy(X509Crl list, X509Certificate2 authority)
    {
        BouncyCertificate parsed = new X509CertificateParser().ReadCertificate(authority.RawData);
        try
        {
            list.Verify(parsed.GetPublicKey());
            return list.IssuerDN.Equivalent(parsed.SubjectDN);
        }
        catch (Exception fault) when (fault is CrlException or GeneralSecurityException or ArgumentException)
        {
            return false;
        }
    }
}
