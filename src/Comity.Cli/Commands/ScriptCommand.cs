using System.CommandLine;

namespace Comity.Cli.Commands;

/// <summary>A command that the script at the root of the repository does itself: listed here so that help shows it.</summary>
internal static class ScriptCommand
{
    /// <summary>The command.</summary>
    public static Command Create(string name, string description)
    {
        var rest = new Argument<string[]>("args") { Description = "Passed on.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command(name, description) { rest };
        command.SetAction(
            async (_, _) =>
            {
                await Console.Error.WriteLineAsync(
                    $"comity: '{name}' works on the sources: run ./comity {name} in the repository."
                );
                return ExitCode.Usage;
            }
        );
        return command;
    }
}
