using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Client.Security;
using Comity.Node.Access;
using Comity.Node.Access.Transport;
using Comity.Node.Hosting;
using Comity.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Comity.Browser.Tests;

/// <summary>A node with TLS from an authority of its own, and the browser that trusts it.</summary>
public sealed class DocumentedNode : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-browser-node-").FullName;
    private readonly TestCertificates _certificates;
    private NodeHost? _host;
    private Chromium? _browser;

    public DocumentedNode()
    {
        _certificates = new TestCertificates(Directory.CreateTempSubdirectory("comity-certificates-").FullName);
        _certificates.MakeNode();
    }

    public TestWorld World { get; } = new(1);

    /// <summary>The node's address.</summary>
    public Uri Address => _host!.Uri;

    /// <summary>A token of the bank whose account the document's examples show.</summary>
    public string Token => World.TokensOf(World.Banks[0]).Get();

    /// <summary>The OpenAPI document, asked for without a browser.</summary>
    public async Task<JsonNode> DocumentAsync()
    {
        using var http = Call(World.Banks[0]);
        return JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }

    public async ValueTask InitializeAsync()
    {
        _host = await NodeHost.StartAsync(
            new NodeOptions
            {
                DataFolder = _folder,
                Genesis = World.GenesisBytes,
                Listen = new IPEndPoint(IPAddress.Loopback, 0),
                LogLevel = LogLevel.None,
                Access = new AccessOptions { Tls = new TlsOptions(_certificates.NodeFile, _certificates.NodeKeyFile) },
            }
        );
        using var http = Call(World.Authorities[0]);
        var founding = World.Founding(1_000_000).Select(Convert.ToBase64String);
        using var answer = await http.PostAsJsonAsync("/v1/transactions/batch", new { transactions = founding });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A window of a browser that trusts the node's authority.</summary>
    public async Task<IPage> OpenAsync() =>
        await (_browser ??= await Chromium.StartAsync(_certificates.AuthorityFile)).OpenAsync();

    private HttpClient Call(TestParticipant caller)
    {
        var security = new ConnectionSecurity
        {
            Trust = NodeTrust.Authority(_certificates.AuthorityFile),
            Tokens = World.TokensOf(caller),
        };
        return new HttpClient(security.CreateHandler()) { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        await _host!.DisposeAsync();
        _certificates.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
