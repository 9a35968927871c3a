using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Comity.Node.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Access.Transport;

/// <summary>How the node listens: one port with TLS, HTTP/2 and HTTP/1.1 by ALPN (RFC 7301), and bounds on what a caller can hold.</summary>
internal static class Listening
{
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>Sees to it that what was asked for is safe.</summary>
    /// <exception cref="IOException">It is not; the message says what to do.</exception>
    public static void Check(NodeOptions options)
    {
        var access = options.Access;
        if (access.Tls is null && !access.InsecureLoopback)
        {
            throw new IOException(
                "The node has no certificate: state Access.Tls with a PEM certificate and its key. Only on a loopback address, and "
                    + "only where Access.InsecureLoopback is set, does it listen without."
            );
        }

        if (access is { Tls: not null, InsecureLoopback: true })
        {
            throw new IOException("Access.Tls and Access.InsecureLoopback exclude each other: state one of them.");
        }

        if (access.InsecureLoopback && !IPAddress.IsLoopback(options.Listen.Address))
        {
            throw new IOException(
                $"{options.Listen.Address} is no loopback address, and without TLS the node listens on nothing else. State Access.Tls."
            );
        }

        if (access is { InsecureLoopback: true, ClientCertificates: not null })
        {
            throw new IOException("Client certificates need TLS: state Access.Tls.");
        }
    }

    /// <summary>Sets up the server.</summary>
    public static void Apply(KestrelServerOptions kestrel, NodeOptions options, AccessDoor door, ILogger logger)
    {
        var certificate = door.Certificate;
        Bound(kestrel.Limits, options.Access);
        kestrel.AddServerHeader = false;
        var perAddress = new ConnectionsPerAddress(options.Access.MostConnectionsPerAddress, door.Limits, logger);
        kestrel.Listen(
            options.Listen,
            listen =>
            {
                listen.Use(next => connection => perAddress.ServeAsync(connection, next));
                listen.Protocols = certificate is null ? HttpProtocols.Http2 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                {
                    listen.UseHttps(Secure(certificate, options.Access));
                }
            }
        );
        if (options.Metrics is { } metrics)
        {
            kestrel.Listen(metrics, static listen => listen.Protocols = HttpProtocols.Http1);
        }
    }

    private static TlsHandshakeCallbackOptions Secure(ServerCertificate certificate, AccessOptions access) =>
        new()
        {
            HandshakeTimeout = Handshake,
            OnConnection = _ =>
                ValueTask.FromResult(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = certificate.Context,
                        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                        ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                        AllowRenegotiation = false,
                        ClientCertificateRequired = access.ClientCertificates is not null,
#pragma warning disable CA5359 // Checked at each call, where the answer can say what is wrong: see ClientCertificates.
                        RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
                        CertificateRevocationCheckMode = System
                            .Security
                            .Cryptography
                            .X509Certificates
                            .X509RevocationMode
                            .NoCheck,
                    }
                ),
        };

    // Callers that send nothing, or slowly, or too much, are let go; see docs/access.md for what each bound is for.
    private static void Bound(KestrelServerLimits limits, AccessOptions access)
    {
        limits.MaxConcurrentConnections = access.MostConnections;
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MaxRequestHeadersTotalSize = 16 << 10;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestLineSize = 4 << 10;
        limits.MaxRequestBodySize = NodeHost.LargestRequest * 3 / 2;
        limits.MinRequestBodyDataRate = new MinDataRate(1_024, TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(1_024, TimeSpan.FromSeconds(10));
        limits.Http2.InitialConnectionWindowSize = 8 << 20;
        limits.Http2.InitialStreamWindowSize = 4 << 20;
        limits.Http2.MaxStreamsPerConnection = 200;
        limits.Http2.MaxRequestHeaderFieldSize = 8 << 10;
        limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
