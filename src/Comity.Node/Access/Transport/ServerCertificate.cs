using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Access.Transport;

/// <summary>The node's certificate, read again when its files change: a renewed one serves new connections without a restart.</summary>
internal sealed class ServerCertificate
{
    private readonly ReloadedFile<SslStreamCertificateContext> _context;

    /// <summary>Reads it.</summary>
    /// <exception cref="IOException">A file cannot be read or used; the message says what to do.</exception>
    public ServerCertificate(TlsOptions options, TimeProvider time, ILogger logger) =>
        _context = new ReloadedFile<SslStreamCertificateContext>(
            () => Read(options),
            time,
            logger,
            options.CertificateFile,
            options.KeyFile
        );

    /// <summary>The certificate with its chain, for the next handshake.</summary>
    public SslStreamCertificateContext Context => _context.Value;

    private static SslStreamCertificateContext Read(TlsOptions options)
    {
        if (
            !OperatingSystem.IsWindows()
            && File.Exists(options.KeyFile)
            && (File.GetUnixFileMode(options.KeyFile) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite))
                != UnixFileMode.None
        )
        {
            throw new IOException(
                $"{options.KeyFile}: everybody may read or change it. Run: chmod 600 {options.KeyFile}"
            );
        }

        try
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(options.CertificateFile);
            return SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile),
                [.. chain.Skip(1)],
                offline: true
            );
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new IOException(
                $"{options.CertificateFile} and {options.KeyFile} are no PEM certificate and its private key: {fault.Message}",
                fault
            );
        }
    }
}
