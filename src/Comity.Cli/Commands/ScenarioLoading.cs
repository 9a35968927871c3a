using System.Diagnostics.CodeAnalysis;
using Comity.Cli.Scenarios;
using Comity.Cli.Scenarios.Reading;

namespace Comity.Cli.Commands;

/// <summary>Reads a scenario for a command, and reports everything that is wrong with it.</summary>
internal static class ScenarioLoading
{
    /// <summary>The scenario, or the exit code after all faults have been reported.</summary>
    public static bool TryLoad(string path, Answer answer, [NotNullWhen(true)] out Scenario? scenario, out int code)
    {
        code = ExitCode.Done;
        if (ScenarioReader.TryReadFile(path, out scenario, out var faults))
        {
            return true;
        }

        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault.At(path));
        }

        Console.Error.WriteLine($"comity: {path} has {faults.Count} {(faults.Count == 1 ? "fault" : "faults")}.");
        answer.Tell(
            new
            {
                error = "the scenario has faults",
                file = path,
                faults,
            }
        );
        code = ExitCode.Usage;
        return false;
    }
}
