using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Comity.Client.Security;
using Comity.Node.Access;
using Comity.Node.Access.Certificates;
using Comity.Node.Access.Transport;
using Comity.Node.Hosting;
using Comity.Testing;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Wire = Comity.Protocol.Wire;

namespace Comity.Node.Tests.Access;

public sealed class TransportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-transport-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task One_port_speaks_HTTP_2_and_HTTP_1_1_by_ALPN_and_nothing_without_TLS()
    {
        await using var node = await RunningNode.StartFunded();
        foreach (var version in (Version[])[HttpVersion.Version11, HttpVersion.Version20])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/network")
            {
                Version = version,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var response = await node.Rest.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, version), (response.StatusCode, response.Version));
        }

        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            plain.GetAsync(new Uri($"http://{node.Host.Address}/v1/network"), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_node_starts_without_TLS_only_where_that_is_asked_for_and_only_on_loopback()
    {
        var world = new TestWorld(1);

        var none = await Fault(world, new AccessOptions(), IPAddress.Loopback);
        var open = await Fault(world, new AccessOptions { InsecureLoopback = true }, IPAddress.Any);
        var both = await Fault(world, Secure() with { InsecureLoopback = true }, IPAddress.Loopback);
        var missing = await Fault(
            world,
            new AccessOptions { Tls = new TlsOptions("/nowhere/node.pem", "/nowhere/node.key") },
            IPAddress.Loopback
        );

        Assert.Contains("has no certificate", none, StringComparison.Ordinal);
        Assert.Contains("is no loopback address", open, StringComparison.Ordinal);
        Assert.Contains("exclude each other", both, StringComparison.Ordinal);
        Assert.Contains("/nowhere/node", missing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_renewed_serves_new_connections_without_a_restart()
    {
        using var authority = new TestCertificates(_folder);
        var first = authority.MakeNode();
        await using var node = await RunningNode.Start(
            new TestWorld(1),
            change: options => options with { Access = Secure(authority) }
        );
        Assert.Equal(first, await SerialOf(node.Host));

        var second = authority.MakeNode();
        var serial = first;
        for (var tries = 0; serial == first && tries < 50; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            serial = await SerialOf(node.Host);
        }

        Assert.Equal(second, serial);
        await File.WriteAllTextAsync(authority.NodeFile, "nonsense", TestContext.Current.CancellationToken);
        await Task.Delay(1_500, TestContext.Current.CancellationToken);
        Assert.Equal(second, await SerialOf(node.Host));
    }

    [Fact]
    public async Task A_client_trusts_exactly_the_authority_or_the_key_that_it_was_given()
    {
        await using var node = await RunningNode.StartFunded();
        using var other = new TestCertificates(_folder, "somebody else");
        using var shown = X509CertificateLoader.LoadCertificateFromFile(RunningNode.Certificates.NodeFile);
        var tokens = node.World.TokensOf(node.World.Banks[0]);

        Assert.Equal(HttpStatusCode.OK, await Ask(node, NodeTrust.PinnedKey(NodeTrust.PinOf(shown)), tokens));
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask(node, NodeTrust.PinnedKey(new byte[32]), tokens));
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            Ask(node, NodeTrust.Authority(other.AuthorityFile), tokens)
        );
        await Assert.ThrowsAsync<HttpRequestException>(() => Ask(node, NodeTrust.Machine, tokens));
    }

    [Fact]
    public async Task A_client_certificate_with_an_lei_is_enough_until_it_is_revoked()
    {
        using var authority = new TestCertificates(_folder);
        authority.Revoke(DateTimeOffset.UtcNow.AddDays(1));
        await using var node = await RunningNode.StartFunded(options =>
            options with
            {
                Access = options.Access with
                {
                    ClientCertificates = new ClientCertificateOptions
                    {
                        AuthoritiesFile = authority.AuthorityFile,
                        RevocationListFile = authority.RevocationFile,
                    },
                },
            }
        );
        var bank = node.World.Banks[0];
        using var certificate = authority.MakeClient(bank.Lei.ToString());
        using var nameless = authority.MakeClient("");
        var (_, clients, http) = node.Call(null, certificate);
        var request = new Wire.GetBalancesRequest { Account = bank.Account.ToString() };

        Assert.Equal(bank.Lei.ToString(), (await clients.Accounts.GetBalancesAsync(request)).Owner);
        Assert.Equal(HttpStatusCode.OK, await StatusOf(http));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(node.Call(null, nameless).Http));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOf(node.Call(null).Http));
        authority.Revoke(DateTimeOffset.UtcNow.AddDays(1), certificate);
        await Task.Delay(1_500, TestContext.Current.CancellationToken);

        var fault = await Assert.ThrowsAsync<RpcException>(async () =>
            await clients.Accounts.GetBalancesAsync(request)
        );
        Assert.Equal(StatusCode.Unauthenticated, fault.StatusCode);
        Assert.Contains("revoked", fault.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_gets_no_more_connections_than_its_share_and_others_do()
    {
        await using var node = await RunningNode.StartFunded(static options =>
            options with
            {
                Access = options.Access with { MostConnectionsPerAddress = 20 },
            }
        );
        var open = new List<TcpClient>();
        for (var number = 0; number < 40; number++)
        {
            var connection = new TcpClient(new IPEndPoint(IPAddress.Parse("127.0.0.77"), 0));
            open.Add(connection);
            try
            {
                await connection.ConnectAsync(node.Host.Address, TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                // It was turned away before this end knew that it was there.
            }
        }

        var closed = await Task.WhenAll(open.Select(IsClosed));

        Assert.Equal(20, closed.Count(static one => one));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(node.Rest));
        open.ForEach(static connection => connection.Dispose());
    }

    private static AccessOptions Secure(TestCertificates? authority = null)
    {
        authority ??= RunningNode.Certificates;
        return new AccessOptions { Tls = new TlsOptions(authority.NodeFile, authority.NodeKeyFile) };
    }

    private async Task<string> Fault(TestWorld world, AccessOptions access, IPAddress address)
    {
        var options = new NodeOptions
        {
            DataFolder = Path.Combine(_folder, Guid.NewGuid().ToString("N")),
            Genesis = world.GenesisBytes,
            Listen = new IPEndPoint(address, 0),
            LogLevel = LogLevel.None,
            Access = access,
        };
        return (await Assert.ThrowsAnyAsync<IOException>(() => NodeHost.StartAsync(options))).Message;
    }

    private static async Task<string> SerialOf(NodeHost host)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(host.Address, TestContext.Current.CancellationToken);
        await using var tls = new SslStream(tcp.GetStream(), false, static (_, shown, _, _) => shown is not null);
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = SslProtocols.Tls13 },
            TestContext.Current.CancellationToken
        );
        return ((X509Certificate2)tls.RemoteCertificate!).SerialNumber;
    }

    private static async Task<HttpStatusCode> Ask(RunningNode node, NodeTrust trust, TokenSource tokens)
    {
        using var http = new HttpClient(new ConnectionSecurity { Trust = trust, Tokens = tokens }.CreateHandler())
        {
            BaseAddress = node.Host.Uri,
        };
        return await StatusOf(http);
    }

    private static async Task<HttpStatusCode> StatusOf(HttpClient http)
    {
        using var response = await http.GetAsync(
            new Uri("/v1/network", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        return response.StatusCode;
    }

    // One that is open says nothing until its handshake times out; one that was turned away is at its end at once.
    private static async Task<bool> IsClosed(TcpClient connection)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        if (!connection.Connected)
        {
            return true;
        }

        try
        {
            return await connection.GetStream().ReadAsync(new byte[1], patience.Token) == 0;
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
}
