using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Comity.Client;
using Comity.Client.Keys;
using Comity.Client.Security;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.EndToEnd.Tests.World;

/// <summary>
/// A world made by <c>comity genesis</c> and its node, <c>comity node run</c>: real processes, TLS, tokens. Shared by every story
/// of a run, each of which takes banks that nobody else has.
/// </summary>
public sealed class WorldNode : IAsyncLifetime
{
    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("comity-end-to-end-");
    private readonly ConcurrentDictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Lei, (NodeConnection Sdk, HttpClient Http)> _open = new();
    private Dictionary<string, JsonNode> _members = [];
    private Process? _node;

    internal string Folder => Path.Combine(_scratch.FullName, "world");

    internal Uri Address { get; private set; } = null!;

    internal NetworkGenesis Genesis { get; private set; } = null!;

    internal Hash256 Id { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var scenario = Scratch("scenario.yaml");
        await File.WriteAllTextAsync(scenario, ScenarioFile.Write());
        var made = await ComityProgram.RunAsync("genesis", scenario, "--data", Folder);
        Assert.True(made.Code == 0, made.Output + made.Errors);
        var genesis = await File.ReadAllBytesAsync(Path.Combine(Folder, "genesis.bin"));
        Id = NetworkGenesis.IdOf(genesis);
        Assert.True(NetworkGenesis.TryRead(genesis, out var read, out var fault), fault?.ToString());
        Genesis = read;
        var world = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "world.json")))!;
        _members = world["members"]!.AsArray().ToDictionary(static one => (string)one!["bic"]!, static one => one!);
        await StartAsync("127.0.0.1:0");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (sdk, rest) in _open.Values)
        {
            sdk.Dispose();
            rest.Dispose();
        }

        await StopAsync();
        _scratch.Delete(recursive: true);
    }

    /// <summary>Starts the node; it says when it listens.</summary>
    internal async Task StartAsync(string listen)
    {
        _node = ComityProgram.Start("node", "run", "--data", Folder, "--listen", listen);
        while (await _node.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("listening on", StringComparison.Ordinal))
            {
                Address = new Uri(await File.ReadAllTextAsync(Path.Combine(Folder, "node.url")));
                return;
            }
        }

        Assert.Fail(await _node.StandardError.ReadToEndAsync());
    }

    /// <summary>Kills the node as a lost machine does, and starts it again where it was.</summary>
    internal async Task RestartAsync()
    {
        _node!.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
        await StartAsync($"127.0.0.1:{Address.Port}");
    }

    /// <summary>A file of a story's own.</summary>
    internal string Scratch(string name) => Path.Combine(_scratch.FullName, name);

    /// <summary>The authority of a jurisdiction.</summary>
    internal Bank Authority(CountryCode country) => Read(ScenarioFile.AuthorityOf(country.ToString()));

    /// <summary>A bank that nobody else has.</summary>
    internal Bank TakeBank(string country)
    {
        var number = _taken.AddOrUpdate(country, 0, static (_, last) => last + 1);
        Assert.True(
            number < ScenarioFile.BanksOf(country) - ScenarioFile.FourEyesEach,
            $"{country} has no more banks."
        );
        return Read(ScenarioFile.BicOf(country, number));
    }

    /// <summary>A bank that nobody else has, and that needs both its keys to pay.</summary>
    internal Bank TakeFourEyesBank(string country)
    {
        var number = _taken.AddOrUpdate($"{country}, four eyes", 0, static (_, last) => last + 1);
        Assert.True(number < ScenarioFile.FourEyesEach, $"{country} has no more banks with two keys.");
        return Read(ScenarioFile.BicOf(country, ScenarioFile.BanksOf(country) - 1 - number));
    }

    /// <summary>Puts another key where a bank's was, once the ledger knows it.</summary>
    internal Bank Renew(Bank bank, SoftwareKey key)
    {
        var file = bank.KeyFiles.Single();
        File.Delete(file);
        KeyFile.WritePlain(file, bank.Lei, Permissions.All, key, demonstration: true);
        _open.TryRemove(bank.Lei, out _);
        return bank with { Keys = [key] };
    }

    /// <summary>A caller's connection by the SDK.</summary>
    internal NodeConnection Sdk(Bank caller) => Of(caller).Sdk;

    /// <summary>The same over REST.</summary>
    internal HttpClient Rest(Bank caller) => Of(caller).Http;

    /// <summary>Connections that nobody shares.</summary>
    internal (NodeConnection Sdk, HttpClient Http) Open(Bank caller)
    {
        var security = new ConnectionSecurity
        {
            Trust = NodeTrust.Authority(Path.Combine(Folder, "tls", "ca.pem")),
            Tokens = TokenSource.OfParticipant(caller.Lei, caller.Key, Id),
        };
        return (
            NodeConnection.Open(Address, security),
            new HttpClient(security.CreateHandler()) { BaseAddress = Address }
        );
    }

    private (NodeConnection Sdk, HttpClient Http) Of(Bank caller) => _open.GetOrAdd(caller.Lei, _ => Open(caller));

    private Bank Read(string bic)
    {
        var member = _members[bic];
        string[] files = [.. Directory.GetFiles(Path.Combine(Folder, "keys"), $"{bic}-*.key").Order()];
        return new Bank(
            Bic.Parse(bic),
            Lei.Parse((string)member["lei"]!),
            CountryCode.Parse((string)member["jurisdiction"]!),
            AccountAddress.TryParse((string)member["account"]!, out var account) ? account : default,
            files,
            [.. files.Select(OpenKey)]
        );
    }

    private static SigningKey OpenKey(string file) =>
        KeyFile.TryOpen(file, new KeyOpening(PassphraseSource.Prompt, AllowPlain: true), out var key, out var failure)
            ? key.Key
            : throw new IOException(failure);

    private async Task StopAsync()
    {
        if (_node is { HasExited: false })
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_node.Id}"]);
            await _node.WaitForExitAsync();
        }

        _node?.Dispose();
    }
}
