using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Worlds;
using Comity.Client;
using Comity.Client.Keys;
using Comity.Client.Security;
using Comity.Client.Submission;
using Comity.Protocol.Cryptography;

namespace Comity.Cli.Commands;

/// <summary>Opens the connections that a command's options name.</summary>
internal sealed class SeatOpening(ParseResult parsed, NodeOption option, Uri address)
{
    private static readonly ConnectionRetry Short = new(
        3,
        TimeSpan.FromMilliseconds(50),
        TimeSpan.FromMilliseconds(500)
    );

    /// <summary>Opens them.</summary>
    /// <param name="seats">Those who ask.</param>
    /// <param name="failure">What is missing or wrong, and what to do.</param>
    public bool TryOpen([NotNullWhen(true)] out NodeSeats? seats, [NotNullWhen(false)] out string? failure)
    {
        seats = null;
        if (!option.Passphrase.TryGet(parsed, out var passphrases, out failure))
        {
            return false;
        }

        try
        {
            return parsed.GetValue(option.Key) is { } key
                ? TryOpenKey(key, passphrases, out seats, out failure)
                : TryOpenWorld(passphrases, out seats, out failure);
        }
        catch (IOException fault)
        {
            failure = fault.Message;
            return false;
        }
    }

    /// <summary>Opens a connection as the owner of a key, which stays the caller's.</summary>
    public bool TryOpenAs(
        OwnedKey key,
        [NotNullWhen(true)] out NodeConnection? connection,
        [NotNullWhen(false)] out string? failure
    )
    {
        (connection, failure) = (null, null);
        var hasFolder = option.TryGetFolder(parsed, out var folder) && folder.Exists;
        var network = hasFolder ? folder!.ReadNetworkId() : Hash256.Zero;
        if (parsed.GetValue(option.Network) is { } text && !Hash256.TryParse(text, out network))
        {
            failure = $"'{text}' is no network id: 64 hexadecimal digits.";
            return false;
        }

        if (network.IsZero)
        {
            failure = "say which network it is: --network HEX, the SHA-256 of its genesis, or --data DIR.";
            return false;
        }

        var authority = parsed.GetValue(option.Authority) ?? (hasFolder ? folder!.AuthorityFile : null);
        connection = NodeConnection.Open(
            address,
            new ConnectionSecurity
            {
                Trust = authority is null ? NodeTrust.Machine : NodeTrust.Authority(authority),
                Tokens = TokenSource.OfParticipant(key.Owner, key.Key, network),
            },
            Short
        );
        return true;
    }

    private bool TryOpenKey(
        string file,
        PassphraseSource passphrases,
        [NotNullWhen(true)] out NodeSeats? seats,
        [NotNullWhen(false)] out string? failure
    )
    {
        seats = null;
        if (!KeyFile.TryOpen(file, new KeyOpening(passphrases), out var key, out failure))
        {
            return false;
        }

        if (!TryOpenAs(key, out var connection, out failure))
        {
            key.Dispose();
            return false;
        }

        seats = new NodeSeats([connection], [connection, key]);
        return true;
    }

    private bool TryOpenWorld(
        PassphraseSource passphrases,
        [NotNullWhen(true)] out NodeSeats? seats,
        [NotNullWhen(false)] out string? failure
    )
    {
        seats = null;
        if (!option.TryGetFolder(parsed, out var folder))
        {
            failure = "say who asks: --data DIR, a world folder with keys, or --key FILE with --network HEX.";
            return false;
        }

        if (!folder.TryRead(out var world, out failure) || !TryChoose(world, folder, out var members, out failure))
        {
            return false;
        }

        var callers = new WorldCallers(folder, world, address, Short);
        var owned = new List<IDisposable> { callers };
        foreach (var member in members)
        {
            if (!folder.TryReadAnyKey(member, passphrases, out var key, out failure))
            {
                owned.ForEach(static one => one.Dispose());
                return false;
            }

            owned.Add(key);
            callers.Open(member, key);
        }

        seats = new NodeSeats(
            [.. members.Select(member => callers.Of(Protocol.Identifiers.Bic.Parse(member.Bic)))],
            owned
        );
        return true;
    }

    private bool TryChoose(
        WorldDescription world,
        WorldFolder folder,
        out IReadOnlyList<WorldMember> members,
        [NotNullWhen(false)] out string? failure
    )
    {
        (members, failure) = ([], null);
        if (parsed.GetValue(option.As) is { } bic)
        {
            members = [.. world.Members.Where(member => member.Bic == bic)];
            failure =
                members.Count == 0
                    ? $"nobody in this world has the BIC {bic}; there are {string.Join(", ", world.Members.Select(static one => one.Bic))}."
                    : null;
        }
        else if (folder.IsDemonstration)
        {
            members = [.. world.Members.Where(static member => member.IsAuthority)];
        }
        else
        {
            failure = "say who asks: --as BIC. Each member of a network sees what is its own.";
        }

        return failure is null;
    }
}
