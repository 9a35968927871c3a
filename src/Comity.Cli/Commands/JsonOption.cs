using System.CommandLine;

namespace Comity.Cli.Commands;

/// <summary>The option that every command has: answer for machines.</summary>
internal static class JsonOption
{
    /// <summary>The option.</summary>
    public static Option<bool> Instance { get; } =
        new("--json") { Description = "Answer in JSON, on standard output, and nothing else there.", Recursive = true };
}
