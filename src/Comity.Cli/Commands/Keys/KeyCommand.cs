using System.CommandLine;

namespace Comity.Cli.Commands.Keys;

/// <summary><c>comity key</c>: key files and keys on tokens.</summary>
internal static class KeyCommand
{
    /// <summary>The command.</summary>
    public static Command Create() =>
        new("key", "Make, show, seal, import or rotate keys.")
        {
            KeyNewCommand.Create(),
            KeyShowCommand.Create(),
            KeyChangePassphraseCommand.Create(),
            KeyImportCommand.Create(),
            KeyRotateCommand.Create(),
        };
}
