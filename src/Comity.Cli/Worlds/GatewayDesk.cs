using Comity.Client.Keys;
using Comity.Gateway;
using Comity.Gateway.Directory;
using Comity.Gateway.Recall;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Worlds;

/// <summary>Opens the gateways of a world's members: each with its own keys, inbox and outbox in the world folder.</summary>
/// <param name="folder">The world folder.</param>
/// <param name="world">Who is who in it.</param>
/// <param name="callers">Connections of its members.</param>
/// <param name="passphrases">What opens sealed keys.</param>
internal sealed class GatewayDesk(
    WorldFolder folder,
    WorldDescription world,
    WorldCallers callers,
    PassphraseSource passphrases
) : IDisposable
{
    private readonly BankDirectory _directory = new(
        world.Members.Select(static member => new DirectoryBank(
            Bic.Parse(member.Bic),
            Lei.Parse(member.Lei),
            [new DirectoryAccount(AddressOf(member))]
        )),
        world.Currencies.Select(static one => KeyValuePair.Create(InstrumentId.Parse(one.Code), one.Decimals))
    );

    private readonly Dictionary<string, Comity.Gateway.Gateway> _open = new(StringComparer.Ordinal);
    private readonly List<SigningKey> _keys = [];

    /// <summary>Everybody whose gateway is open, by BIC.</summary>
    public IReadOnlyDictionary<string, Comity.Gateway.Gateway> Open => _open;

    /// <summary>A member's account.</summary>
    public static AccountAddress AddressOf(WorldMember member) =>
        AccountAddress.TryParse(member.Account, out var address)
            ? address
            : throw new InvalidDataException($"world.json: '{member.Account}' is no account address.");

    /// <summary>A member's gateway, opened once.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="gateway">The gateway.</param>
    /// <param name="failure">What is wrong with its keys, where they cannot be read.</param>
    public bool TryOpen(
        WorldMember member,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Comity.Gateway.Gateway? gateway,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out string? failure
    )
    {
        failure = null;
        if (_open.TryGetValue(member.Bic, out gateway))
        {
            return true;
        }

        if (!folder.TryReadKeys(member, passphrases, out var keys, out failure))
        {
            _keys.AddRange(keys);
            return false;
        }

        _keys.AddRange(keys);
        if (keys.Count == 0)
        {
            failure = $"{member.Bic} has no key that may pay, so it has no gateway";
            return false;
        }

        var own = folder.GatewayFolder(member.Bic);
        Directory.CreateDirectory(own);
        gateway = Comity.Gateway.Gateway.Create(
            new GatewayOptions
            {
                Connection = callers.Open(member, keys[0]),
                Network = world.Network,
                Participant = Lei.Parse(member.Lei),
                Bic = Bic.Parse(member.Bic),
                SigningKeys = [.. keys],
                Accounts = [AddressOf(member)],
                InboxDatabase = Path.Combine(own, "inbox.sqlite"),
                OutboxFolder = Path.Combine(own, "outbox"),
                Directory = _directory,
                Recalls = member.ReturnsRecalled ? RecallPolicy.Return : RecallPolicy.Refuse,
            }
        );
        _open.Add(member.Bic, gateway);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gateway in _open.Values)
        {
            gateway.Dispose();
        }

        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }
}
