using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Comity.Client.Security;

/// <summary>How a client knows its node, and proves to it who it is: with tokens or with a certificate.</summary>
public sealed record ConnectionSecurity
{
    /// <summary>No proof of who calls, and what this machine trusts: a node answers nothing but its health.</summary>
    public static ConnectionSecurity None { get; } = new();

    /// <summary>What is taken for the node.</summary>
    public NodeTrust Trust { get; init; } = NodeTrust.Machine;

    /// <summary>Tokens, where they are the proof.</summary>
    public TokenSource? Tokens { get; init; }

    /// <summary>A client certificate with its private key, where that is the proof. Not disposed of here.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>An HTTP handler that does all that; disposing of it ends its connections.</summary>
    /// <param name="pingInterval">
    /// How often a silent connection is asked whether it still is one; 30 seconds where left out. One that was cut off silently is
    /// noticed within twice that, so that the next attempt has another.
    /// </param>
    public HttpMessageHandler CreateHandler(TimeSpan? pingInterval = null)
    {
        var ping = pingInterval ?? TimeSpan.FromSeconds(30);
        var sockets = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = ping,
            KeepAlivePingTimeout = ping,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        };
        Trust.Apply(sockets.SslOptions);
        if (Certificate is not null)
        {
            sockets.SslOptions.ClientCertificates = [Certificate];
            sockets.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => Certificate;
        }

        return Tokens is { } tokens ? new TokenHandler(tokens, sockets) : sockets;
    }

    private sealed class TokenHandler(TokenSource tokens, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Get());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
