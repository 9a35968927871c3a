using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Iso20022.Signing;

namespace Comity.Cli.Commands.Iso;

/// <summary>Certificates in PEM files (RFC 7468).</summary>
internal static class PemCertificates
{
    /// <summary>A certificate with its private key, which is PKCS#8 or the older form of RSA or EC, and not encrypted.</summary>
    public static bool TryReadSigner(
        string certificate,
        string key,
        [NotNullWhen(true)] out X509Certificate2? signer,
        [NotNullWhen(false)] out string? failure
    )
    {
        (signer, failure) = (null, null);
        if (!File.Exists(certificate) || !File.Exists(key))
        {
            failure = $"there is no file {(File.Exists(certificate) ? key : certificate)}.";
            return false;
        }

        try
        {
            signer = X509Certificate2.CreateFromPemFile(certificate, key);
            return true;
        }
        catch (CryptographicException fault)
        {
            failure =
                $"{certificate} and {key} are not a certificate and its private key in PEM, not encrypted: {fault.Message}";
            return false;
        }
    }

    /// <summary>
    /// Whom files of certificates trust. Others' certificates are the signers themselves; an authority's stands for all that it
    /// issued, where it is a root, and else only connects.
    /// </summary>
    public static bool TryReadTrust(
        IReadOnlyList<string> files,
        [NotNullWhen(true)] out SignerTrust? trust,
        [NotNullWhen(false)] out string? failure
    )
    {
        (trust, failure) = (null, null);
        var all = new X509Certificate2Collection();
        foreach (var file in files)
        {
            var before = all.Count;
            try
            {
                all.ImportFromPemFile(file);
            }
            catch (Exception fault) when (fault is CryptographicException or IOException)
            {
                failure = $"{file} cannot be read: {fault.Message}";
                return false;
            }

            if (all.Count == before)
            {
                failure = $"{file} has no certificate in it (PEM).";
                return false;
            }
        }

        trust = new SignerTrust
        {
            Signers = [.. all.Where(static one => !IsAuthority(one))],
            Authorities = [.. all.Where(static one => IsAuthority(one) && IsRoot(one))],
            Intermediates = [.. all.Where(static one => IsAuthority(one) && !IsRoot(one))],
        };
        return true;
    }

    private static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(static one => one.CertificateAuthority);

    private static bool IsRoot(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
