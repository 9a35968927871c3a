using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Worlds;

namespace Comity.Cli.Commands;

/// <summary>How commands are told which node to talk to: by its address, or by the world folder that it runs on.</summary>
/// <param name="Address"><c>--node</c>.</param>
/// <param name="Data"><c>--data</c>.</param>
internal sealed record NodeOption(Option<string> Address, Option<string> Data)
{
    /// <summary>Adds the two options to a command.</summary>
    public static NodeOption AddTo(Command command)
    {
        var address = new Option<string>("--node")
        {
            Description =
                $"The node's address. Default: that of the world folder's node, else http://127.0.0.1:{NodeCommand.Port}.",
            HelpName = "URL",
        };
        var data = new Option<string>("--data") { Description = "The world folder.", HelpName = "DIR" };
        command.Options.Add(address);
        command.Options.Add(data);
        return new NodeOption(address, data);
    }

    /// <summary>The world folder that was named, whether or not it holds a world.</summary>
    public bool TryGetFolder(ParseResult parsed, [NotNullWhen(true)] out WorldFolder? folder)
    {
        folder = parsed.GetValue(Data) is { } path ? new WorldFolder(Path.GetFullPath(path)) : null;
        return folder is not null;
    }

    /// <summary>The node's address.</summary>
    public bool TryGetAddress(ParseResult parsed, [NotNullWhen(true)] out Uri? address)
    {
        var text = parsed.GetValue(Address);
        if (text is null && TryGetFolder(parsed, out var folder) && File.Exists(folder.NodeAddressFile))
        {
            text = File.ReadAllText(folder.NodeAddressFile);
        }

        return Uri.TryCreate(text ?? $"http://127.0.0.1:{NodeCommand.Port}", UriKind.Absolute, out address)
            && address.Scheme is "http" or "https";
    }
}
