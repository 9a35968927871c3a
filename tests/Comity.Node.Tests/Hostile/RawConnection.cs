using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Comity.Node.Tests.Hostile;

/// <summary>A TLS connection on which anything can be sent, from any loopback address.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    /// <summary>What every HTTP/2 client begins with (RFC 9113, section 3.4).</summary>
    public static readonly byte[] Preface = Encoding.ASCII.GetBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    private static readonly Lazy<X509Certificate2Collection> Trusted = new(Trust);
    private readonly TcpClient _tcp;
    private readonly SslStream _tls;

    private RawConnection(TcpClient tcp, SslStream tls)
    {
        (_tcp, _tls) = (tcp, tls);
    }

    /// <summary>Connects, and shakes hands for HTTP/2 or HTTP/1.1.</summary>
    public static async Task<RawConnection> OpenAsync(RunningNode node, string from = "127.0.0.1", bool http2 = true)
    {
        var tcp = new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0)) { NoDelay = true };
        await tcp.ConnectAsync(node.Host.Address);
        var tls = new SslStream(tcp.GetStream());
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(Trusted.Value);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                CertificateChainPolicy = policy,
                ApplicationProtocols = [http2 ? SslApplicationProtocol.Http2 : SslApplicationProtocol.Http11],
            }
        );
        return new RawConnection(tcp, tls);
    }

    /// <summary>One HTTP/2 frame (RFC 9113, section 4.1).</summary>
    public static byte[] Frame(byte type, byte flags, uint stream, ReadOnlySpan<byte> payload, int? length = null)
    {
        var frame = new byte[9 + payload.Length];
        var stated = length ?? payload.Length;
        (frame[0], frame[1], frame[2]) = ((byte)(stated >> 16), (byte)((stated >> 8) & 0xff), (byte)(stated & 0xff));
        (frame[3], frame[4]) = (type, flags);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(5), stream);
        payload.CopyTo(frame.AsSpan(9));
        return frame;
    }

    /// <summary>Sends bytes; false where the node has closed the connection.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await _tls.WriteAsync(bytes);
            await _tls.FlushAsync();
            return true;
        }
        catch (Exception fault) when (fault is IOException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads on until the node closes the connection; false where it has not within a time.</summary>
    public async Task<bool> IsClosedWithinAsync(TimeSpan patience)
    {
        using var ending = new CancellationTokenSource(patience);
        var buffer = new byte[16 << 10];
        try
        {
            while (await _tls.ReadAsync(buffer, ending.Token) > 0) { }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _tls.DisposeAsync();
        }
        catch (IOException)
        {
            // It was closed by the node.
        }

        _tcp.Dispose();
    }

    private static X509Certificate2Collection Trust()
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(RunningNode.Certificates.AuthorityFile);
        return authorities;
    }
}
