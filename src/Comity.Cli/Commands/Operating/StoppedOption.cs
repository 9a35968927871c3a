using System.CommandLine;
using Comity.Ordering.Embedded;
using Comity.Ordering.Files;

namespace Comity.Cli.Commands.Operating;

/// <summary>How commands that a running node carries out are told to work on a stopped node's files instead.</summary>
internal static class StoppedOption
{
    /// <summary>The option.</summary>
    public static Option<string> Create() =>
        new("--stopped")
        {
            Description =
                "The data folder, or the world folder, of a node that does not run: works on its files. Refused where one runs.",
            HelpName = "DIR",
        };

    /// <summary>Works on a stopped node's data folder; what the disk refuses is told, and the exit code says so.</summary>
    public static int Run(string path, Answer answer, Func<StoppedNode, int> work)
    {
        try
        {
            using var node = StoppedNode.Open(DataFolderOption.Of(path));
            return work(node);
        }
        catch (DataFolderException fault)
        {
            return answer.Fail(ExitCode.Usage, fault.Message);
        }
        catch (Exception fault) when (IsOfTheDisk(fault))
        {
            return answer.Fail(ExitCode.Refused, fault.Message);
        }
    }

    private static bool IsOfTheDisk(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or GenesisMismatchException;
}
