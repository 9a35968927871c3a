using System.CommandLine;
using System.CommandLine.Help;
using Comity.Cli.Commands.Iso;
using Comity.Cli.Commands.Keys;
using Comity.Cli.Commands.Operating;
using Comity.Cli.Commands.Proofs;
using Comity.Cli.Commands.Transactions;

namespace Comity.Cli.Commands;

/// <summary>All commands, and how their help is printed.</summary>
internal static class CommandTree
{
    /// <summary>Parses and runs a command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var parsed = Create().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync($"comity: {error.Message}");
            }

            await Console.Error.WriteLineAsync($"See: {PathOf(parsed.CommandResult.Command)} --help");
            return ExitCode.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = true });
    }

    /// <summary>The root with every command under it.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand("Comity: central-bank money across borders, settled at once and for good.")
        {
            DemoCommand.Create(),
            NodeCommand.Create(),
            GenesisCommand.Create(),
            SendCommand.Create(),
            StatusCommand.Create(),
            TraceCommand.Create(),
            AuditCommand.Create(),
            BackupCommand.Create(),
            ArchiveCommand.Create(),
            PruneCommand.Create(),
            GatewayCommand.Create(),
            IsoCommand.Create(),
            KeyCommand.Create(),
            TransactionCommand.Create(),
            ProveCommand.Create(),
            VerifyCommand.Create(),
            ScriptCommand.Create("test", "Run everything that must pass before a change lands."),
            ScriptCommand.Create("bench", "Measure, with the machine and the peer beside the figures."),
        };
        root.Options.Add(JsonOption.Instance);
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Action = new ExamplesHelp();
        }

        return root;
    }

    /// <summary>How a command is typed.</summary>
    public static string PathOf(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "./comity" : $"{PathOf(parent)} {command.Name}";
    }
}
