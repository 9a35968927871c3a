using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Node.Configuration;

namespace Comity.Node.Operating.Checks;

/// <summary>The node's certificate: there, with its key, and valid for a while yet.</summary>
internal static class CertificateCheck
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <summary>Looks.</summary>
    public static IEnumerable<Finding> Run(NodeConfiguration configuration, DateTimeOffset now)
    {
        var access = configuration.Options.Access;
        if (access.Tls is not { } tls)
        {
            if (!access.InsecureLoopback)
            {
                yield return new Finding(
                    Severity.Error,
                    "CHK801",
                    "access.certificate",
                    "is not set: a node listens without TLS on a loopback address alone, and only where access.insecure-loopback is true"
                );
            }

            yield break;
        }

        yield return Look(tls.CertificateFile, tls.KeyFile, now);
        if (access.ClientCertificates is { } clients && !File.Exists(clients.AuthoritiesFile))
        {
            yield return new Finding(
                Severity.Error,
                "CHK806",
                clients.AuthoritiesFile,
                "there is no such file (access.client-authorities)"
            );
        }
    }

    private static Finding Look(string certificateFile, string keyFile, DateTimeOffset now)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        }
        catch (Exception fault)
            when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding(
                Severity.Error,
                "CHK802",
                certificateFile,
                $"cannot be used with the key {keyFile}: {fault.Message}"
            );
        }

        using (certificate)
        {
            var ends = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
            return ends <= now
                    ? new Finding(Severity.Error, "CHK803", certificateFile, $"has ended at {ends:u}; get another")
                : ends - now < Soon
                    ? new Finding(Severity.Warning, "CHK804", certificateFile, $"ends at {ends:u}; get another soon")
                : new Finding(Severity.Note, "CHK805", certificateFile, $"is valid until {ends:u}");
        }
    }
}
