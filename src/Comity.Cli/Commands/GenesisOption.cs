using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Worlds;
using Comity.Protocol.Genesis;

namespace Comity.Cli.Commands;

/// <summary>How commands that need no node are told which network is meant: by its genesis.</summary>
/// <param name="File"><c>--genesis</c>.</param>
/// <param name="Data"><c>--data</c>.</param>
internal sealed record GenesisOption(Option<string> File, Option<string> Data)
{
    /// <summary>Adds the two options to a command.</summary>
    public static GenesisOption AddTo(Command command)
    {
        var options = new GenesisOption(
            new Option<string>("--genesis")
            {
                Description =
                    "The network's genesis: a copy of genesis.bin is enough. It says how many decimals amounts have.",
                HelpName = "FILE",
            },
            new Option<string>("--data")
            {
                Description = "A world folder: its genesis, and names of who is who.",
                HelpName = "DIR",
            }
        );
        command.Options.Add(options.File);
        command.Options.Add(options.Data);
        return options;
    }

    /// <summary>The genesis, and names where a world folder is named.</summary>
    public bool TryGet(
        ParseResult parsed,
        [NotNullWhen(true)] out NetworkGenesis? genesis,
        out IReadOnlyDictionary<string, string> names,
        [NotNullWhen(false)] out string? failure
    )
    {
        (genesis, names) = (null, new Dictionary<string, string>());
        var folder = parsed.GetValue(Data) is { } data ? new WorldFolder(Path.GetFullPath(data)) : null;
        var path = parsed.GetValue(File) ?? folder?.GenesisFile;
        if (path is null)
        {
            failure = "say which network it is: --genesis FILE, or --data DIR for a world folder.";
            return false;
        }

        if (!System.IO.File.Exists(path))
        {
            failure = $"there is no file {path}.";
            return false;
        }

        failure = NetworkGenesis.TryRead(System.IO.File.ReadAllBytes(path), out genesis, out var fault)
            ? null
            : $"{path}: {fault}";
        names = folder is not null && folder.TryRead(out var world, out _) ? NamesOf(world) : names;
        return genesis is not null && failure is null;
    }

    private static Dictionary<string, string> NamesOf(WorldDescription world) =>
        world
            .Members.SelectMany(static member =>
                new[] { KeyValuePair.Create(member.Account, member.Bic), KeyValuePair.Create(member.Lei, member.Bic) }
            )
            .ToDictionary(StringComparer.Ordinal);
}
