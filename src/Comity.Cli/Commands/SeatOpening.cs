using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Worlds;
using Comity.Client;
using Comity.Client.Keys;
using Comity.Client.Security;
using Comity.Client.Submission;

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
        connection = null;
        if (!option.TryGetNetwork(parsed, out var network, out failure))
        {
            return false;
        }

        connection = NodeConnection.Open(
            address,
            new ConnectionSecurity
            {
                Trust = option.Trust(parsed),
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
            members = world.TryFind(bic, out var member, out failure) ? [member] : [];
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
