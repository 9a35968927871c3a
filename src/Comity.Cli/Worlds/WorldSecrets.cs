using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Comity.Cli.Scenarios;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;

namespace Comity.Cli.Worlds;

/// <summary>
/// The private keys and account addresses of a scenario's participants. From a stated seed they are the same every time
/// (<see cref="PublishedKeys"/>), which is right for demonstrations and wrong for money; without a seed they are random.
/// </summary>
internal sealed class WorldSecrets : IDisposable
{
    private static readonly byte[] Salt = Encoding.UTF8.GetBytes("comity scenario accounts 1");
    private readonly Dictionary<(Bic Owner, string Name), SoftwareKey> _keys = [];
    private readonly Dictionary<Bic, AccountAddress> _accounts = [];

    private WorldSecrets() { }

    /// <summary>Makes the keys and addresses of everybody in a scenario.</summary>
    public static WorldSecrets Create(Scenario scenario)
    {
        var secrets = new WorldSecrets();
        var stated = scenario.Network.KeySeed;
        var seed = stated.Length > 0 ? Encoding.UTF8.GetBytes(stated) : RandomNumberGenerator.GetBytes(32);
        foreach (var participant in scenario.Participants)
        {
            foreach (var key in participant.Keys)
            {
                secrets._keys.Add((participant.Bic, key.Name), PublishedKeys.Derive(seed, secrets._keys.Count));
            }

            secrets._accounts.Add(
                participant.Bic,
                new AccountAddress(
                    Derive(seed, scenario.Network.Name, $"account/{participant.Bic}", AccountAddress.Size)
                )
            );
        }

        return secrets;
    }

    /// <summary>A key of a participant of the scenario.</summary>
    public SoftwareKey Key(Bic owner, string name) => _keys[(owner, name)];

    /// <summary>The account of a participant of the scenario.</summary>
    public AccountAddress AccountOf(Bic owner) => _accounts[owner];

    /// <summary>The keys that reach a participant's threshold for each of some permissions, none twice.</summary>
    public ImmutableArray<SigningKey> KeysFor(ScenarioParticipant participant, Permissions permissions)
    {
        var chosen = new List<string>();
        foreach (var permission in Enum.GetValues<Permissions>().Where(one => IsOne(one) && (permissions & one) != 0))
        {
            var needed = participant.Thresholds.FirstOrDefault(
                threshold => threshold.Permission == permission,
                new Threshold(permission, 1)
            );
            chosen.AddRange(
                participant
                    .Keys.Where(key => (key.Permissions & permission) != 0)
                    .Take(needed.Keys)
                    .Select(static key => key.Name)
            );
        }

        return [.. chosen.Distinct(StringComparer.Ordinal).Select(name => Key(participant.Bic, name))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private static bool IsOne(Permissions permission) =>
        permission != Permissions.None && (permission & (permission - 1)) == 0;

    private static byte[] Derive(byte[] seed, string network, string what, int size) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, seed, size, Salt, Encoding.UTF8.GetBytes($"{network}/{what}"));
}
