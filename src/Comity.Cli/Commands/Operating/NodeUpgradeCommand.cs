using System.CommandLine;
using Comity.Cli.Worlds;
using Comity.Ordering.Files;
using Comity.Ordering.Upgrade;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity node upgrade</c>: brings a data folder of an older format up to date.</summary>
internal static class NodeUpgradeCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description = "The data folder of a node that is stopped, or a world folder.",
            Required = true,
            HelpName = "DIR",
        };
        var backup = new Option<string>("--backup")
        {
            Description = "A backup that holds all of it, made with comity backup create.",
            HelpName = "DIR",
        };
        var without = new Option<bool>("--without-backup") { Description = "Go on though there is no way back." };
        var command = new Command("upgrade", "Bring a data folder of an older format up to date.")
        {
            data,
            backup,
            without,
        };
        command.SetAction(parsed =>
            Run(
                DataFolderOption.Of(parsed.GetRequiredValue(data)),
                parsed.GetValue(backup),
                parsed.GetValue(without),
                Answer.For(parsed)
            )
        );
        return command;
    }

    private static int Run(string folder, string? backup, bool without, Answer answer)
    {
        try
        {
            var (from, steps) = FolderUpgrade.Plan(folder);
            if (steps.Count > 0 && backup is null && !without)
            {
                return answer.Fail(
                    ExitCode.Usage,
                    $"{folder} has format {from}. Make a backup (./comity backup create --data {folder} --to DIR) and name it with --backup DIR; "
                        + "or say --without-backup."
                );
            }

            FolderUpgrade.Run(folder, backup, step => answer.Say($"format {from}: {step} ..."));
            answer.Say(
                steps.Count == 0
                    ? $"{folder} has format {from}, the latest: nothing to do."
                    : $"{folder} now has format {FolderFormat.Current}."
            );
            answer.Tell(
                new
                {
                    folder,
                    from,
                    to = FolderFormat.Current,
                    steps,
                }
            );
            return ExitCode.Done;
        }
        catch (IOException fault)
        {
            return answer.Fail(ExitCode.Refused, fault.Message);
        }
    }
}
