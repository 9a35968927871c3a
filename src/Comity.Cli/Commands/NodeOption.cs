using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Worlds;
using Comity.Client.Security;
using Comity.Protocol.Cryptography;

namespace Comity.Cli.Commands;

/// <summary>How commands are told which node to talk to, and as whom: by a world folder, or by address, key and certificate.</summary>
/// <param name="Address"><c>--node</c>.</param>
/// <param name="Data"><c>--data</c>.</param>
/// <param name="As"><c>--as</c>.</param>
/// <param name="Key"><c>--key</c>.</param>
/// <param name="Authority"><c>--ca</c>.</param>
/// <param name="Network"><c>--network</c>.</param>
/// <param name="Passphrase"><c>--passphrase</c>.</param>
internal sealed record NodeOption(
    Option<string> Address,
    Option<string> Data,
    Option<string> As,
    Option<string> Key,
    Option<string> Authority,
    Option<string> Network,
    PassphraseOption Passphrase
)
{
    /// <summary>Adds the options to a command.</summary>
    public static NodeOption AddTo(Command command)
    {
        var option = new NodeOption(
            new Option<string>("--node")
            {
                Description =
                    $"The node's address. Default: that of the world folder's node, else https://127.0.0.1:{NodeCommand.Port}.",
                HelpName = "URL",
            },
            new Option<string>("--data") { Description = "The world folder.", HelpName = "DIR" },
            new Option<string>("--as")
            {
                Description =
                    "BIC of the member that asks, with its key in the world folder. Default, in a demonstration: every authority.",
                HelpName = "BIC",
            },
            new Option<string>("--key")
            {
                Description = "Key file of the participant that asks, where there is no world folder.",
                HelpName = "FILE",
            },
            new Option<string>("--ca")
            {
                Description =
                    "Certificate of the authority that the node's must come from (PEM). Default: the world folder's, else the machine's.",
                HelpName = "FILE",
            },
            new Option<string>("--network")
            {
                Description = "The network's id, where there is no world folder: the SHA-256 of its genesis.",
                HelpName = "HEX",
            },
            PassphraseOption.AddTo(command)
        );
        command.Options.Add(option.Address);
        command.Options.Add(option.Data);
        command.Options.Add(option.As);
        command.Options.Add(option.Key);
        command.Options.Add(option.Authority);
        command.Options.Add(option.Network);
        return option;
    }

    /// <summary>The world folder that was named, whether or not it holds a world.</summary>
    public bool TryGetFolder(ParseResult parsed, [NotNullWhen(true)] out WorldFolder? folder)
    {
        folder = parsed.GetValue(Data) is { } path ? new WorldFolder(Path.GetFullPath(path)) : null;
        return folder is not null;
    }

    /// <summary>The node's address.</summary>
    public bool TryGetAddress(
        ParseResult parsed,
        [NotNullWhen(true)] out Uri? address,
        [NotNullWhen(false)] out string? failure
    )
    {
        var text = parsed.GetValue(Address);
        if (text is null && TryGetFolder(parsed, out var folder) && File.Exists(folder.NodeAddressFile))
        {
            text = File.ReadAllText(folder.NodeAddressFile);
        }

        var isUrl =
            Uri.TryCreate(text ?? $"https://127.0.0.1:{NodeCommand.Port}", UriKind.Absolute, out address)
            && address.Scheme is "http" or "https";
        failure = isUrl ? null : "--node must be a URL as https://127.0.0.1:7601.";
        return failure is null;
    }

    /// <summary>The network: the one that is named, else the world folder's.</summary>
    public bool TryGetNetwork(ParseResult parsed, out Hash256 network, [NotNullWhen(false)] out string? failure)
    {
        network = TryGetFolder(parsed, out var folder) && folder.Exists ? folder.ReadNetworkId() : Hash256.Zero;
        failure =
            parsed.GetValue(Network) is { } text && !Hash256.TryParse(text, out network)
                ? $"'{text}' is no network id: 64 hexadecimal digits."
            : network.IsZero ? "say which network it is: --network HEX, the SHA-256 of its genesis, or --data DIR."
            : null;
        return failure is null;
    }

    /// <summary>What is taken for the node: what comes from the authority that is named, else from the world folder's, else from one of the machine's.</summary>
    public NodeTrust Trust(ParseResult parsed)
    {
        var inWorld = TryGetFolder(parsed, out var folder) && folder.Exists;
        var authority = parsed.GetValue(Authority) ?? (inWorld ? folder!.AuthorityFile : null);
        return authority is null ? NodeTrust.Machine : NodeTrust.Authority(authority);
    }
}
