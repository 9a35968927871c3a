using System.CommandLine;
using Comity.Cli.Worlds;
using Comity.Node.Operating.Checks;

namespace Comity.Cli.Commands.Operating;

/// <summary><c>comity node check</c>: whether a node would start and run well.</summary>
internal static class NodeCheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command(
            "check",
            "Look whether a node would start and run well: configuration, data, disk, clock, ports, permissions. Changes nothing."
        );
        var settings = NodeSettingOptions.AddTo(command);
        command.SetAction(parsed =>
        {
            var answer = Answer.For(parsed);
            if (!settings.TryRead(parsed, answer, out var configuration))
            {
                return ExitCode.Usage;
            }

            var world = new WorldFolder(configuration.Options.DataFolder);
            if (world.Exists)
            {
                configuration = configuration.WithOptions(options =>
                    options with
                    {
                        DataFolder = world.NodeFolder,
                        Access = configuration.StatesAccess ? options.Access : world.Access,
                    }
                ) with
                {
                    GenesisFile = configuration.GenesisFile ?? world.GenesisFile,
                };
            }

            return Show(NodeCheck.Run(configuration), answer);
        });
        return command;
    }

    private static int Show(IReadOnlyList<Finding> findings, Answer answer)
    {
        foreach (var finding in findings)
        {
            answer.Say(finding.ToString());
        }

        var errors = findings.Count(static finding => finding.Severity == Severity.Error);
        var warnings = findings.Count(static finding => finding.Severity == Severity.Warning);
        answer.Say($"{errors} errors, {warnings} warnings");
        answer.Tell(
            new
            {
                errors,
                warnings,
                findings = findings.Select(static finding => new
                {
                    severity = finding.Severity.ToString().ToLowerInvariant(),
                    code = finding.Code,
                    place = finding.Place,
                    message = finding.Message,
                }),
            }
        );
        return errors == 0 ? ExitCode.Done : ExitCode.Refused;
    }
}
