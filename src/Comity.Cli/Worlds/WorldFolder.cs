using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Comity.Cli.Scenarios;
using Comity.Client.Keys;
using Comity.Node.Access;
using Comity.Node.Access.Transport;
using Comity.Protocol.Cryptography;
using Comity.Protocol.Genesis;
using Comity.Protocol.Identifiers;
using Comity.Protocol.Keys;
using Comity.Protocol.Time;
using Comity.Protocol.Wire;
using Google.Protobuf;

namespace Comity.Cli.Worlds;

/// <summary>
/// A world on disk: genesis.bin, founding.bin (signed founding transactions), world.json (who is who), keys/, tls/ (the node's
/// certificate and the authority that clients trust), and, as it is used, node/ (the node's data folder), node.url, and a folder
/// for each participant's gateway under gateways/.
/// </summary>
/// <param name="Path">The folder.</param>
internal sealed record WorldFolder(string Path)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
    };

    /// <summary>The genesis.</summary>
    public string GenesisFile => In("genesis.bin");

    /// <summary>The node's data folder.</summary>
    public string NodeFolder => In("node");

    /// <summary>Where the node listens, written while it runs.</summary>
    public string NodeAddressFile => In("node.url");

    /// <summary>The certificate of the authority that clients of this world trust.</summary>
    public string AuthorityFile => In(System.IO.Path.Combine("tls", "ca.pem"));

    /// <summary>The node's certificate and private key.</summary>
    public TlsOptions Tls =>
        new(In(System.IO.Path.Combine("tls", "node.pem")), In(System.IO.Path.Combine("tls", "node.key")));

    /// <summary>Who may reach this world's node: with its certificate, and with its operator's key.</summary>
    public AccessOptions Access => new() { Tls = Tls, OperatorKeys = [ReadOperatorKey()] };

    /// <summary>Whether the world is a demonstration, whose keys everybody has.</summary>
    public bool IsDemonstration => ReadGenesis().Demonstration;

    /// <summary>Whether a folder holds a world.</summary>
    public bool Exists => File.Exists(In("world.json"));

    /// <summary>Whether the founding transactions have all been applied.</summary>
    public bool IsFounded => File.Exists(In("founded"));

    /// <summary>The node's log.</summary>
    public string NodeLog => In("node.log");

    /// <summary>Writes a new world.</summary>
    /// <param name="world">The world.</param>
    /// <param name="now">When it is founded.</param>
    /// <param name="passphrase">Seals every key; none for a demonstration, whose keys everybody has.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds a world already.</exception>
    /// <exception cref="ArgumentException">The world is no demonstration, and there is no passphrase.</exception>
    public void Write(World world, Timestamp now, Passphrase? passphrase)
    {
        if (Exists)
        {
            throw new IOException($"{Path} holds a world already. Choose another folder, or remove this one.");
        }

        Directory.CreateDirectory(In("keys"));
        foreach (var participant in world.Scenario.Participants)
        {
            foreach (var key in participant.Keys)
            {
                WriteKey(world, participant, key, passphrase);
            }
        }

        WriteOperator(world, passphrase);
        WriteCertificates(world, now);
        File.WriteAllBytes(GenesisFile, world.Genesis.ToBytes());
        using (var founding = File.Create(In("founding.bin")))
        {
            foreach (var transaction in Founding.Of(world, now))
            {
                world
                    .Sign(transaction.By, transaction.Permissions, world.LastValidity(now), transaction.Operations)
                    .WriteDelimitedTo(founding);
            }
        }

        File.WriteAllText(In("world.json"), JsonSerializer.Serialize(WorldDescription.Of(world), Format));
    }

    /// <summary>The signed founding transactions, in order.</summary>
    public IReadOnlyList<SignedTransaction> ReadFounding()
    {
        using var file = File.OpenRead(In("founding.bin"));
        var all = new List<SignedTransaction>();
        while (file.Position < file.Length)
        {
            all.Add(SignedTransaction.Parser.ParseDelimitedFrom(file));
        }

        return all;
    }

    /// <summary>Notes that the founding transactions have all been applied.</summary>
    public void NoteFounded() => File.WriteAllText(In("founded"), string.Empty);

    /// <summary>Who is who.</summary>
    public bool TryRead([NotNullWhen(true)] out WorldDescription? description, [NotNullWhen(false)] out string? failure)
    {
        (description, failure) = (null, null);
        if (!Exists)
        {
            failure =
                $"{Path} holds no world: there is no world.json. Make one with ./comity genesis SCENARIO --data {Path}.";
            return false;
        }

        try
        {
            description = JsonSerializer.Deserialize<WorldDescription>(File.ReadAllText(In("world.json")), Format);
        }
        catch (JsonException wrong)
        {
            failure = $"{In("world.json")}: {wrong.Message}";
        }

        failure ??= description is null ? $"{In("world.json")} is empty" : null;
        return failure is null && description is not null;
    }

    /// <summary>A participant's keys, read from their files. The caller disposes of them.</summary>
    public bool TryReadKeys(
        WorldMember member,
        PassphraseSource passphrases,
        out IReadOnlyList<SigningKey> keys,
        [NotNullWhen(false)] out string? failure
    )
    {
        var read = new List<SigningKey>();
        (keys, failure) = (read, null);
        var genesis = ReadGenesis();
        foreach (var name in member.PayingKeys)
        {
            var path = KeyPath(member.Bic, name);
            if (!KeyFile.TryOpen(path, new KeyOpening(passphrases, genesis.Demonstration), out var key, out failure))
            {
                return false;
            }

            read.Add(key.Key);
            if (!key.MaySignOn(genesis, out failure))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// One key of a member, whichever comes first by name, to prove who calls. The caller disposes of it.
    /// </summary>
    public bool TryReadAnyKey(
        WorldMember member,
        PassphraseSource passphrases,
        [NotNullWhen(true)] out SigningKey? key,
        [NotNullWhen(false)] out string? failure
    )
    {
        var files = Directory.Exists(In("keys")) ? Directory.GetFiles(In("keys"), $"{member.Bic}-*.key") : [];
        Array.Sort(files, StringComparer.Ordinal);
        (key, failure) = (null, $"there is no key file of {member.Bic} in {In("keys")}");
        var genesis = ReadGenesis();
        var opening = new KeyOpening(passphrases, genesis.Demonstration);
        if (files is [var first, ..] && KeyFile.TryOpen(first, opening, out var owned, out failure))
        {
            key = owned.Key;
            if (!owned.MaySignOn(genesis, out failure))
            {
                key.Dispose();
                key = null;
            }
        }

        return key is not null;
    }

    /// <summary>The public key of the node's operator.</summary>
    public Comity.Protocol.Keys.PublicKey ReadOperatorKey()
    {
        return KeyFile.TryDescribe(OperatorKeyFile, out var key, out var failure)
            ? key.PublicKey
            : throw new IOException(failure);
    }

    /// <summary>The network's id.</summary>
    public Hash256 ReadNetworkId() => NetworkGenesis.IdOf(File.ReadAllBytes(GenesisFile));

    /// <summary>A participant's gateway's folder.</summary>
    public string GatewayFolder(string bic) => System.IO.Path.Combine(Path, "gateways", bic);

    /// <summary>The key of the node's operator.</summary>
    public string OperatorKeyFile => In(System.IO.Path.Combine("keys", "operator.key"));

    // The operator is nobody on the ledger; its key file names the first authority, which answers for the node.
    private void WriteOperator(World world, Passphrase? passphrase)
    {
        using var key = SigningKey.Generate();
        var owner = world.Genesis.Jurisdictions[0].Authority.Lei;
        if (passphrase is null)
        {
            KeyFile.WritePlain(OperatorKeyFile, owner, Permissions.None, key, world.Genesis.Demonstration);
        }
        else
        {
            KeyFile.Write(OperatorKeyFile, owner, Permissions.None, key, passphrase);
        }
    }

    private void WriteCertificates(World world, Timestamp now)
    {
        Directory.CreateDirectory(In("tls"));
        WorldCertificates.Make(
            world.Genesis.Network,
            DateTimeOffset.FromUnixTimeMilliseconds((long)now.Milliseconds),
            AuthorityFile,
            Tls.CertificateFile,
            Tls.KeyFile
        );
    }

    private NetworkGenesis ReadGenesis() =>
        NetworkGenesis.TryRead(File.ReadAllBytes(GenesisFile), out var genesis, out var fault)
            ? genesis
            : throw new IOException($"{GenesisFile}: {fault}");

    private void WriteKey(World world, ScenarioParticipant owner, ScenarioKey stated, Passphrase? passphrase)
    {
        var path = KeyPath(owner.Bic.ToString(), stated.Name);
        var key = world.KeyOf(owner.Bic, stated.Name);
        if (world.Genesis.Demonstration)
        {
            KeyFile.WritePlain(path, owner.Lei, stated.Permissions, key, demonstration: true);
        }
        else
        {
            ArgumentNullException.ThrowIfNull(passphrase);
            KeyFile.Write(path, owner.Lei, stated.Permissions, key, passphrase);
        }
    }

    private string KeyPath(string bic, string name) => In(System.IO.Path.Combine("keys", $"{bic}-{name}.key"));

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
